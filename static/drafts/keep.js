// An edit that is not saved yet, kept in this browser: a lost connection, a reload or a crash loses nothing.
import { countAll, openEdit, openForm } from "./edit.js";

const DAYS = 14;
const PREFIX = "unsaved-edit:";
const place = (form) => PREFIX + new URL(form.action, location.href).pathname;
const texts = (form, value = "value") => [...form.querySelectorAll("textarea")].map((area) => [area.name, area[value]]);

function read(form) {
  try {
    return JSON.parse(localStorage.getItem(place(form)));
  } catch {
    return null; // kept by an older page
  }
}

export function keep(form) {
  const base = form.elements.base?.value ?? "";
  try {
    localStorage.setItem(place(form), JSON.stringify({ base, texts: texts(form), at: Date.now() }));
  } catch {
    // The browser keeps nothing more: what stands on the page is still there.
  }
}

export const drop = (form) => localStorage.removeItem(place(form));

// What has been lying here for weeks is nobody's any more.
function tidy() {
  for (const name of Object.keys(localStorage).filter((each) => each.startsWith(PREFIX))) {
    let at = 0;
    try {
      ({ at } = JSON.parse(localStorage.getItem(name)));
    } catch {
      // Not ours to read: it goes.
    }
    if (!(Date.now() - at < DAYS * 86_400_000)) localStorage.removeItem(name);
  }
}

// When a draft comes onto the page: is there something that was written here and never saved?
export function offer(root) {
  const note = root.querySelector("[data-kept]");
  const form = root.querySelector("[data-edit]");
  if (!note || !form) return;
  const kept = read(form);
  if (!kept) return;
  if ([...root.querySelectorAll("[data-edit]")].some((each) => JSON.stringify(texts(each, "defaultValue")) === JSON.stringify(kept.texts))) return drop(form);
  note.querySelector("[data-kept-at]").textContent = new Date(kept.at).toLocaleString(document.documentElement.lang);
  note.hidden = false;
}

function take(root) {
  const kept = read(root.querySelector("[data-edit]"));
  const own = root.querySelector(`[data-sheet][data-version="${CSS.escape(kept.base)}"]`);
  if (own?.hidden) root.querySelector(`[aria-controls="${own.id}"]`)?.click();
  const sheet = own ?? root.querySelector("[data-sheet]:not([hidden])");
  openEdit(sheet);
  const form = openForm(root);
  // Made from an older version, it meets the newer one when it is saved: both are shown then, and nothing is overwritten.
  if (form.elements.base) form.elements.base.value = kept.base;
  fill(form, kept.texts);
  countAll(form);
  form.querySelector("textarea")?.focus();
}

function fill(form, kept) {
  for (const list of form.querySelectorAll("[data-list]")) {
    const { content } = list.querySelector("template");
    const { name } = content.querySelector("textarea");
    const wanted = kept.filter(([each]) => each === name).length;
    const items = [...list.querySelectorAll("[data-item]")];
    for (const item of items.slice(wanted)) item.remove();
    for (let count = items.length; count < wanted; count += 1) list.querySelector("[data-item-add]").before(content.cloneNode(true));
  }
  const waiting = [...kept];
  for (const area of form.querySelectorAll("textarea")) {
    const at = waiting.findIndex(([name]) => name === area.name);
    if (at >= 0) [[, area.value]] = waiting.splice(at, 1);
  }
}

export function watchKept(root) {
  tidy();
  let timer = 0;
  const soon = (form) => {
    clearTimeout(timer);
    timer = setTimeout(() => form.isConnected && !form.hidden && keep(form), 250);
  };
  root.addEventListener("input", (event) => event.target.matches("[data-edit] textarea") && soon(event.target.form));
  root.addEventListener("click", (event) => {
    const given = event.target.closest("[data-edit-cancel]");
    if (given) {
      clearTimeout(timer);
      drop(given.form);
    }
    const moved = event.target.closest("[data-item-add], [data-item-remove], [data-item-up], [data-item-down]");
    if (moved?.form) soon(moved.form);
    const note = event.target.closest("[data-kept]");
    if (!note) return;
    if (event.target.closest("[data-kept-take]")) take(root);
    else if (event.target.closest("[data-kept-drop]")) drop(root.querySelector("[data-edit]"));
    else return;
    note.hidden = true;
  });
}
