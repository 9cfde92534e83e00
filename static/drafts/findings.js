// From finding to finding, each mended by one key: the fact is added with its source, or the finding is let pass with a reason.
const shown = (root) => root.querySelector("[data-sheet]:not([hidden])");
const open = (root) => [...(shown(root)?.querySelectorAll(".finding[data-open]") ?? [])];
const stating = (root) => root.querySelector("[data-stating]");
const inputs = (form) => [...form.querySelectorAll("input:not([type=hidden])")];

export const isStating = (root) => Boolean(stating(root)) && inputs(stating(root)).some((input) => input.value !== input.defaultValue);

// The finding that is meant: the one with the focus, or of the sentence with it; else the first that `selector` can be done to.
function meant(root, selector = "*") {
  const at = document.activeElement;
  const [first] = (at?.closest(".seg[data-findings]")?.dataset.findings ?? "").split(" ").filter(Boolean);
  const here = at?.closest(".finding[data-open]") ?? (first && shown(root)?.querySelector(`.finding[data-open][data-finding="${first}"]`));
  return here || open(root).find((finding) => finding.querySelector(selector));
}

export const placeOf = (root, element) => open(root).indexOf(element?.closest(".finding[data-open]"));

// After a finding was mended: on to the one that stands in its place now; behind the last of them, to what still blocks, or to the approval.
export function goOn(root, place) {
  if (place < 0) return;
  const left = open(root);
  const next = left[place] ?? left.find((finding) => finding.matches(".finding-error")) ?? root.querySelector('[data-key="a"]');
  next?.focus({ preventScroll: true });
  next?.scrollIntoView({ block: "nearest" });
}

export function nextFinding(root, none) {
  const all = open(root);
  if (!all.length) return none();
  const next = all[(all.indexOf(document.activeElement?.closest(".finding[data-open]")) + 1) % all.length];
  next.focus({ preventScroll: true });
  next.scrollIntoView({ block: "nearest" });
}

export function press(root, selector, none) {
  const button = meant(root, selector)?.querySelector(selector);
  if (button) button.click();
  else none();
}

export async function openStating(root, button, failed) {
  const finding = button.closest(".finding");
  if (finding.querySelector("[data-stating]")) return close(root);
  close(root);
  let html = "";
  try {
    const answer = await fetch(button.dataset.stateFact, { headers: { "HX-Request": "true" } });
    if (!answer.ok) throw new Error(String(answer.status));
    html = await answer.text();
  } catch {
    return failed();
  }
  if (!finding.isConnected || stating(root)) return;
  finding.insertAdjacentHTML("beforeend", html);
  const form = stating(root);
  (inputs(form).find((input) => input.required && !input.value) ?? inputs(form)[0]).focus();
  form.scrollIntoView({ block: "nearest" });
}

function close(root) {
  const finding = stating(root)?.closest(".finding");
  stating(root)?.remove();
  finding?.focus({ preventScroll: true });
}

export function watchFindings(root) {
  root.addEventListener("click", (event) => event.target.closest("[data-stating-close]") && close(root));
  root.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && event.target.closest("[data-stating]")) close(root);
  });
}
