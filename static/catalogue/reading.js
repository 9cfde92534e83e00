// The text and its proposals light each other up; one key decides while a proposal has the focus.
const root = () => document.querySelector("[data-reading]");
const rows = () => [...(root()?.querySelectorAll("[data-proposal]") ?? [])];
let place = 0; // where the focus was, for the row that takes a decided one's place

const light = (ids) => {
  for (const row of rows()) row.classList.toggle("on", ids.includes(row.dataset.proposal));
  for (const mark of root()?.querySelectorAll("mark") ?? []) {
    const on = mark.dataset.said.split(" ").some((id) => ids.includes(id));
    mark.classList.toggle("on", on);
  }
};
const said = (target) => {
  const row = target.closest?.("[data-proposal]");
  const mark = target.closest?.("[data-said]");
  return row ? [row.dataset.proposal] : mark ? mark.dataset.said.split(" ") : null;
};
const show = (id) => {
  const box = root().querySelector(".reading-text");
  const mark = root().querySelector(`mark[data-said~="${id}"]`);
  if (mark) box.scrollTop += mark.getBoundingClientRect().top - box.getBoundingClientRect().top - box.clientHeight / 3;
};

document.addEventListener("mouseover", (event) => {
  if (!root()?.contains(event.target)) return;
  light(said(event.target) ?? said(document.activeElement) ?? []);
});
document.addEventListener("focusin", (event) => {
  const row = root()?.contains(event.target) ? event.target.closest("[data-proposal]") : null;
  if (!row) return;
  place = rows().indexOf(row);
  light([row.dataset.proposal]);
  show(row.dataset.proposal);
});
document.addEventListener("click", (event) => {
  const mark = event.target.closest?.("[data-said]");
  if (mark && root()?.contains(mark)) document.getElementById(`proposal-${mark.dataset.said.split(" ")[0]}`)?.focus();
});

document.addEventListener("keydown", (event) => {
  const row = event.target.closest?.("[data-proposal]");
  if (!row || event.isComposing || event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.target.matches("input, textarea")) {
    if (event.key === "Escape") row.focus();
    if (event.key === "Enter") {
      event.preventDefault();
      row.querySelector("[data-accept]")?.click();
    }
    return;
  }
  const key = /^Key[A-Z]$/.test(event.code) && !/^[a-z]$/i.test(event.key) ? event.code[3].toLowerCase() : event.key.toLowerCase();
  const list = rows();
  const step = { j: 1, arrowdown: 1, k: -1, arrowup: -1 }[key];
  if (step) list[list.indexOf(row) + step]?.focus();
  else if (key === "y") row.querySelector("[data-accept]")?.click();
  else if (key === "n") row.querySelector("[data-refuse]")?.click();
  else if (key === "e") row.querySelector("[data-edit]")?.focus();
  else return;
  event.preventDefault();
});

// After a decision the next proposal has the focus, so that the next key decides on it.
let deciding = false;
document.addEventListener("htmx:beforeRequest", (event) => (deciding = Boolean(event.target.closest?.("[data-proposal]"))));
document.addEventListener("htmx:afterSettle", () => {
  if (!deciding) return;
  deciding = false;
  const list = rows();
  (list[Math.min(place, list.length - 1)] ?? document.getElementById("reading-title"))?.focus();
});
