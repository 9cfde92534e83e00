// Choosing drafts, also across pages: the choice lives as long as the filter stays the same. Enter begins the review.
// J and K go from row to row, X chooses; the rows stand as a list or as a grid.
import { singleKeys } from "./keys.js";

const form = document.querySelector("[data-bulk]");
const bar = document.querySelector("[data-bulk-bar]");
const ticks = form ? [...form.querySelectorAll("input[name=chosen]")] : [];
const page = document.querySelector("[data-bulk-all]");
const stored = form ? `chosen-drafts-${form.dataset.shop}` : "";
const none = () => ({ query: form.dataset.query, all: false, ids: [] });
let last = null;

function load() {
  try {
    const kept = JSON.parse(sessionStorage.getItem(stored));
    if (kept?.query === form.dataset.query) return kept;
  } catch {
    // Kept by an older page, or by none.
  }
  return none();
}

function keep(choice) {
  sessionStorage.setItem(stored, JSON.stringify(choice));
  show(choice);
}

function show(choice) {
  const chosen = new Set(choice.ids);
  for (const tick of ticks) {
    tick.checked = choice.all || chosen.has(tick.value);
    tick.closest("[data-row]").classList.toggle("chosen", tick.checked);
  }
  const here = ticks.filter((tick) => tick.checked).length;
  page.checked = here > 0 && here === ticks.length;
  page.indeterminate = here > 0 && here < ticks.length;
  bar.hidden = !choice.all && !choice.ids.length;
  const words = bar.querySelector("[data-bulk-count]");
  const number = choice.ids.length.toLocaleString(document.documentElement.lang);
  words.textContent = choice.all ? words.dataset.all : choice.ids.length === 1 ? words.dataset.one : words.dataset.many.replace("{count}", number);
  bar.querySelector("[data-bulk-every]")?.toggleAttribute("hidden", choice.all);
}

function toggle(changed, on) {
  const choice = load();
  // One draft less than all is no filter any more: what is on this page stays chosen.
  const ids = new Set(choice.all ? ticks.map((tick) => tick.value) : choice.ids);
  for (const tick of changed) ids[on ? "add" : "delete"](tick.value);
  keep({ ...choice, all: false, ids: [...ids] });
}

function hidden(name, value) {
  const input = document.createElement("input");
  Object.assign(input, { type: "hidden", name, value });
  input.dataset.carried = "";
  form.append(input);
}

if (form) {
  page.addEventListener("change", () => toggle(ticks, page.checked));
  form.addEventListener("click", (event) => {
    const tick = event.target.closest("input[name=chosen]");
    if (tick) {
      const [from, to] = [ticks.indexOf(last), ticks.indexOf(tick)].sort((one, other) => one - other);
      toggle(event.shiftKey && from >= 0 ? ticks.slice(from, to + 1) : [tick], tick.checked);
      last = tick;
    }
    if (event.target.closest("[data-bulk-clean]")) {
      const ids = ticks.filter((each) => each.hasAttribute("data-clean")).map((each) => each.value);
      keep({ ...none(), ids });
    }
    if (event.target.closest("[data-bulk-every]")) keep({ ...load(), all: true });
    if (event.target.closest("[data-bulk-none]")) keep(none());
  });
  form.addEventListener("submit", () => {
    const choice = load();
    for (const old of form.querySelectorAll("[data-carried]")) old.remove();
    if (choice.all) hidden("selection", "filter");
    else {
      const here = new Set(ticks.map((tick) => tick.value));
      const elsewhere = choice.ids.filter((id) => !here.has(id));
      if (elsewhere.length) hidden("chosen", elsewhere.join(","));
    }
    sessionStorage.removeItem(stored);
  });
  window.addEventListener("pageshow", () => show(load()));
  show(load());
}
const links = [...document.querySelectorAll("[data-queue-rows] .queue-link")];

function step(by) {
  const here = links.indexOf(document.activeElement?.closest("[data-row]")?.querySelector(".queue-link"));
  const next = links[Math.min(Math.max(here + by, 0), links.length - 1)];
  next?.focus();
  next?.closest("[data-row]").scrollIntoView({ block: "nearest" });
}

for (const button of document.querySelectorAll("[data-layout]")) {
  button.addEventListener("click", () => {
    const { layout } = button.dataset;
    document.cookie = `queue-layout=${layout}; path=/; max-age=31536000; samesite=lax`;
    document.querySelector("[data-queue-rows]").classList.toggle("queue-grid", layout === "grid");
    for (const each of document.querySelectorAll("[data-layout]")) each.setAttribute("aria-pressed", String(each === button));
  });
}
document.addEventListener("keydown", (event) => {
  const typing = event.target.closest("input:not([type=checkbox]), textarea, select, dialog");
  if (!typing && singleKeys() && !event.ctrlKey && !event.metaKey && !event.altKey) {
    const key = event.key.toLowerCase();
    if (key === "j") step(1);
    if (key === "k") step(-1);
    if (key === "x") document.activeElement?.closest("[data-row]")?.querySelector("input[name=chosen]")?.click();
  }
  if (event.key === "Enter" && event.target === document.body) document.querySelector("[data-start]")?.click();
  if (event.key === "Escape" && form && !typing) keep(none());
});
