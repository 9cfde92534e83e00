// One sentence written anew: which one a person means, the field that asks for it, the wait, the result.
import { toast } from "./toast.js";

const points = (text) => [...text].length; // code points, as the server counts

// Where in its text a place of the page stands; null outside of the draft's own words.
function place(node, offset) {
  const span = (node.nodeType === Node.TEXT_NODE ? node.parentElement : node).closest?.("[data-start]");
  const said = span?.closest(".said[data-field]");
  if (!said) return null;
  const range = document.createRange();
  range.setStart(span, 0);
  range.setEnd(node, offset);
  const before = range.cloneContents();
  const breaks = before.querySelectorAll("br").length;
  return { said, at: Number(span.dataset.start) + points(before.textContent) + breaks };
}

const spot = (said, start, end) => ({ said, field: said.dataset.field, index: said.dataset.index, start, end });

function ofSegment(segment) {
  const said = segment.closest(".said[data-field]");
  const start = Number(segment.dataset.start);
  return said && spot(said, start, start + points(segment.textContent) + segment.querySelectorAll("br").length);
}

function ofSelection() {
  const selection = getSelection();
  if (!selection.rangeCount || !selection.anchorNode) return null;
  const range = selection.getRangeAt(0);
  const start = place(range.startContainer, range.startOffset);
  if (!start) return null;
  const end = place(range.endContainer, range.endOffset);
  return spot(start.said, start.at, end && end.said === start.said ? end.at : start.at + points(range.toString()));
}

export function watchRewrites(root, { arrived }) {
  let picked = null;
  const panel = () => root.querySelector("[data-rewrite-panel]");

  function close() {
    const here = panel();
    for (const segment of root.querySelectorAll(".seg.picked")) segment.classList.remove("picked");
    if (!here) return;
    const back = here.contains(document.activeElement) ? root.querySelector(".seg[data-picked]") : null;
    here.remove();
    back?.focus({ preventScroll: true });
    for (const segment of root.querySelectorAll("[data-picked]")) delete segment.dataset.picked;
  }

  function mark(form) {
    const { field, index, start, end } = form.dataset;
    const said = root.querySelector(`[data-sheet]:not([hidden]) .said[data-field="${field}"][data-index="${index}"]`);
    for (const segment of said?.querySelectorAll(".seg") ?? []) {
      const at = Number(segment.dataset.start);
      if (at >= Number(start) && at < Number(end)) segment.classList.add("picked");
    }
    const first = said?.querySelector(".seg.picked[tabindex]");
    if (first) first.dataset.picked = "1";
  }

  function open() {
    const button = root.querySelector("[data-sheet]:not([hidden]) [data-rewrite-open]");
    if (!button) return;
    if (!picked?.said.isConnected || !picked.said.closest("[data-sheet]:not([hidden])")) picked = null;
    const focused = document.activeElement?.closest?.(".said .seg");
    const wanted = focused ? ofSegment(focused) : picked;
    if (!wanted) return void toast(root.dataset.pickFirst, { tone: "info" });
    close();
    const here = document.createElement("div");
    here.className = "rewrite-panel";
    here.dataset.rewritePanel = "";
    wanted.said.after(here);
    const { field, index, start, end } = wanted;
    const version = button.closest("[data-sheet]").dataset.version;
    const query = new URLSearchParams({ version, field, index, start, end });
    window.htmx.ajax("GET", `${button.dataset.rewriteOpen}?${query}`, { target: here, swap: "innerHTML" });
  }

  root.addEventListener("focusin", (event) => {
    const segment = event.target.closest(".said .seg");
    if (segment) picked = ofSegment(segment);
  });
  document.addEventListener("selectionchange", () => {
    const chosen = ofSelection();
    if (chosen) picked = chosen;
  });
  root.addEventListener("click", (event) => {
    if (event.target.closest("[data-rewrite-open]")) open();
    else if (event.target.closest("[data-rewrite-close]")) close();
  });
  // The button would take the focus, and with it the sentence that is meant.
  root.addEventListener("mousedown", (event) => {
    if (event.target.closest("[data-rewrite-open]")) event.preventDefault();
  });
  root.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && event.target.closest("[data-rewrite-panel]")) close();
    // Enter in the field means its own button, not the first of the form.
    if (event.key === "Enter" && !event.isComposing && event.target.matches("[data-rewrite-own]")) {
      event.preventDefault();
      event.target.form.querySelector("[data-rewrite-submit]").click();
    }
  });
  // A form has one wish: the pressed pill's, else what was typed.
  root.addEventListener("htmx:configRequest", (event) => {
    if (!event.target.matches("[data-rewrite-form]")) return;
    const pressed = event.detail.triggeringEvent?.submitter;
    const typed = event.target.querySelector("[data-rewrite-own]").value;
    event.detail.parameters.instruction = pressed?.name === "instruction" ? pressed.value : typed;
  });
  root.addEventListener("htmx:afterSwap", (event) => {
    const form = root.querySelector("[data-rewrite-panel] [data-rewrite-form]");
    if (form && !root.querySelector(".seg.picked")) mark(form);
    if (form && event.target.matches("[data-rewrite-panel]")) form.querySelector("[data-rewrite-own]").focus();
    const done = root.querySelector("[data-rewritten]");
    if (!done) return;
    const text = done.dataset.rewritten;
    delete done.dataset.rewritten;
    setTimeout(() => arrived(text)); // once htmx is through with what it swapped in, for all of it is replaced now
  });
  return open;
}
