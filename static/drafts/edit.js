// Editing in place: open, count characters, add and move points, keep what is not saved.
const originals = new WeakMap();

const values = (form) => JSON.stringify([...new FormData(form)].filter(([name]) => name !== "csrfmiddlewaretoken"));

export const openForm = (root) => [...root.querySelectorAll("[data-edit]")].find((form) => !form.hidden);
export const isDirty = (root) => {
  const form = openForm(root);
  return Boolean(form) && (form.hasAttribute("data-conflict") || values(form) !== originals.get(form)?.values);
};

// Code points, as the server counts: an emoji is one.
function count(area) {
  const counter = area.closest(".field")?.querySelector("[data-counter]");
  if (!counter) return;
  const length = [...area.value.replace(/\r\n/g, "\n").trim()].length;
  const limit = Number(area.dataset.limit);
  counter.textContent = limit ? `${length} / ${limit}` : String(length);
  counter.classList.toggle("over", limit > 0 && length > limit);
  counter.classList.toggle("near", limit > 0 && length <= limit && length > limit * 0.9);
}

export function countAll(form) {
  for (const area of form.querySelectorAll("textarea")) count(area);
  for (const list of form.querySelectorAll("[data-list]")) {
    const add = list.querySelector("[data-item-add]");
    const max = Number(list.dataset.max);
    if (add) add.disabled = max > 0 && list.querySelectorAll("[data-item]").length >= max;
  }
}

export function openEdit(sheet) {
  const form = sheet?.querySelector("[data-edit]");
  if (!form) return;
  if (form.hidden) {
    form.hidden = false;
    sheet.querySelector("[data-read]")?.setAttribute("hidden", "");
    originals.set(form, { html: form.innerHTML, values: values(form) });
  }
  countAll(form);
  const first = form.querySelector("textarea");
  first?.focus();
  first?.setSelectionRange(first.value.length, first.value.length);
}

export function cancelEdit(form) {
  form.innerHTML = originals.get(form)?.html ?? form.innerHTML;
  form.hidden = true;
  form.closest("[data-sheet]")?.querySelector("[data-read]")?.removeAttribute("hidden");
}

function item(button) {
  const list = button.closest("[data-list]");
  const here = button.closest("[data-item]");
  if (button.hasAttribute("data-item-add")) {
    const fresh = list.querySelector("template").content.cloneNode(true);
    button.before(fresh);
    [...list.querySelectorAll("textarea")].at(-1).focus();
  } else if (button.hasAttribute("data-item-remove")) {
    (here.nextElementSibling ?? here.previousElementSibling)?.querySelector("textarea")?.focus();
    here.remove();
  } else if (button.hasAttribute("data-item-up")) {
    if (here.previousElementSibling?.hasAttribute("data-item")) here.previousElementSibling.before(here);
    button.focus();
  } else if (button.hasAttribute("data-item-down")) {
    if (here.nextElementSibling?.hasAttribute("data-item")) here.nextElementSibling.after(here);
    button.focus();
  }
  countAll(button.form);
}

export function watchEdits(root) {
  root.addEventListener("input", (event) => {
    if (event.target.matches("[data-edit] textarea")) count(event.target);
  });
  root.addEventListener("click", (event) => {
    const button = event.target.closest("[data-item-add], [data-item-remove], [data-item-up], [data-item-down]");
    if (button) item(button);
    if (event.target.closest("[data-edit-cancel]")) cancelEdit(event.target.closest("[data-edit]"));
    if (event.target.closest("[data-merge]")) event.target.closest("[data-edit]").querySelector("textarea").focus();
  });
  window.addEventListener("beforeunload", (event) => {
    if (isDirty(root)) event.preventDefault();
  });
}
