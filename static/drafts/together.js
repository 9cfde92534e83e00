// Several people, one draft: say that it is open here, hear that it is elsewhere; comments on passages.
const EVERY = 15_000; // ms between two words to the server that the draft is still open here
const csrf = document.querySelector("meta[name=csrf-token]").content;
let claimed = "";
let timer = 0;

const post = (address, fields = {}, keepalive = false) => {
  const data = new FormData();
  for (const [name, value] of Object.entries(fields)) data.set(name, value);
  return fetch(address, { method: "POST", body: data, keepalive, headers: { "X-CSRFToken": csrf, "HX-Request": "true" } });
};

export async function claim(root, fields = {}) {
  const address = root.querySelector("[data-desk]")?.dataset.claim ?? "";
  clearInterval(timer);
  const left = claimed === address ? "" : claimed;
  claimed = address;
  if (!address) {
    if (left) post(left, { leave: "1" }, true).catch(() => {});
    return;
  }
  timer = setInterval(() => document.visibilityState === "visible" && tell(root, address), EVERY);
  await tell(root, address, left ? { ...fields, left: left.match(/\/drafts\/(\d+)\//)[1] } : fields);
}

async function tell(root, address, fields = {}) {
  let other = "";
  try {
    const answer = await post(address, fields);
    if (!answer.ok) return;
    ({ other } = await answer.json());
  } catch {
    return; // the next word may get through
  }
  const note = root.querySelector("[data-claimed]");
  if (!note || root.querySelector("[data-desk]")?.dataset.claim !== address) return;
  note.hidden = !other;
  note.querySelector("[data-claimed-by]").textContent = other;
}

window.addEventListener("pagehide", () => claimed && post(claimed, { leave: "1" }, true).catch(() => {}));

// A passage lights up in the text while its comment is pointed at or has the focus.
function light(root, words) {
  if (!window.CSS?.highlights) return;
  CSS.highlights.delete("passage");
  const text = root.querySelector("[data-sheet]:not([hidden]) [data-read]");
  if (!words || !text) return;
  const nodes = [];
  const walker = document.createTreeWalker(text, NodeFilter.SHOW_TEXT);
  let all = "";
  while (walker.nextNode()) {
    nodes.push([all.length, walker.currentNode]);
    all += walker.currentNode.data;
  }
  const pattern = words.split(/\s+/).map((word) => word.replace(/[.*+?^${}()|[\]\\]/g, "\\$&")).join("\\s*");
  const found = new RegExp(pattern).exec(all);
  if (!found) return;
  const at = (offset) => {
    const [start, node] = nodes.findLast(([start]) => start <= offset);
    return [node, offset - start];
  };
  const range = new Range();
  range.setStart(...at(found.index));
  range.setEnd(...at(found.index + found[0].length - 1));
  range.setEnd(range.endContainer, range.endOffset + 1);
  CSS.highlights.set("passage", new Highlight(range));
}

export function startComment(root) {
  const form = root.querySelector("[data-comment-form]");
  if (!form) return;
  const chosen = window.getSelection();
  const inside = chosen.rangeCount && chosen.anchorNode?.parentElement?.closest("[data-sheet]");
  const words = inside ? chosen.toString().replace(/\s+/g, " ").trim().slice(0, 1000) : "";
  if (words) quote(form, words);
  form.scrollIntoView({ block: "center" });
  form.elements.text.focus();
}

function quote(form, words) {
  form.elements.quote.value = words;
  const shown = form.querySelector("[data-quote]");
  shown.hidden = !words;
  shown.querySelector("q").textContent = words;
}

export function watchTogether(root) {
  for (const kind of ["mouseover", "focusin"]) {
    root.addEventListener(kind, (event) => light(root, event.target.closest("[data-passage]")?.dataset.passage));
  }
  root.addEventListener("click", (event) => {
    const form = event.target.closest("[data-comment-form]");
    if (event.target.closest("[data-quote-drop]")) quote(form, "");
    const call = event.target.closest("[data-call]");
    if (call) {
      const area = form.elements.text;
      area.value = `${area.value}${area.value && !/\s$/.test(area.value) ? " " : ""}${call.dataset.call} `;
      area.focus();
    }
    if (event.target.closest("[data-take-over]")) claim(root, { over: "1" });
  });
  root.addEventListener("keydown", (event) => {
    const form = event.target.closest("[data-comment-form]");
    if (form && event.key === "Enter" && (event.ctrlKey || event.metaKey)) form.requestSubmit();
    if (form && event.key === "Escape") event.target.blur();
  });
  root.addEventListener("htmx:beforeSwap", (event) => {
    if (event.detail.xhr.status === 422 && event.target.closest?.("[data-comments]")) event.detail.shouldSwap = true;
  });
}
