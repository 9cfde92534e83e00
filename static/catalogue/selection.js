// Choosing products, also across pages: the choice lives as long as the search stays the same.
const results = document.querySelector("[data-results]");

if (results) {
  const key = `chosen-products-${results.dataset.shop}`;
  const empty = (query) => ({ query, all: false, ids: [] });
  let last = null;

  const form = () => results.querySelector("[data-selection]");
  const boxes = () => [...results.querySelectorAll("input[name=id][form=selection]")];
  const load = () => {
    const query = form()?.dataset.query ?? "";
    try {
      const kept = JSON.parse(sessionStorage.getItem(key));
      if (kept?.query === query) return kept;
    } catch {
      // Kept by an older page, or by none.
    }
    return empty(query);
  };
  const keep = (choice) => {
    sessionStorage.setItem(key, JSON.stringify(choice));
    show(choice);
  };

  const show = (choice) => {
    const bar = results.querySelector("[data-action-bar]");
    if (!bar) return;
    const chosen = new Set(choice.ids);
    for (const box of boxes()) {
      box.checked = choice.all || chosen.has(box.value);
      box.closest("tr").toggleAttribute("data-chosen", box.checked);
    }
    const page = results.querySelector("[data-select-page]");
    const ticked = boxes().filter((box) => box.checked).length;
    page.checked = ticked > 0 && ticked === boxes().length;
    page.indeterminate = ticked > 0 && ticked < boxes().length;
    bar.hidden = !choice.all && choice.ids.length === 0;
    const number = choice.ids.length.toLocaleString(document.documentElement.lang);
    for (const text of results.querySelectorAll("[data-chosen][data-one], [data-delete-title]")) {
      const { all, one, many } = text.dataset;
      text.textContent = choice.all ? all : choice.ids.length === 1 ? one : many.replace("{count}", number);
    }
    bar.querySelector("[data-select-all]")?.toggleAttribute("hidden", choice.all);
    form().querySelector("[data-selection-kind]").value = choice.all ? "filter" : "ids";
  };

  const toggle = (changed, on) => {
    const choice = load();
    // One product less than all is no filter any more: what is on this page stays chosen.
    const ids = new Set(choice.all ? boxes().map((box) => box.value) : choice.ids);
    for (const box of changed) ids[on ? "add" : "delete"](box.value);
    keep({ ...choice, all: false, ids: [...ids] });
  };

  results.addEventListener("click", (event) => {
    const box = event.target.closest("input[name=id]");
    if (box) {
      const all = boxes();
      const [from, to] = [all.indexOf(last), all.indexOf(box)].sort((a, b) => a - b);
      toggle(event.shiftKey && from >= 0 ? all.slice(from, to + 1) : [box], box.checked);
      last = box;
    }
    if (event.target.closest("[data-select-page]")) toggle(boxes(), event.target.checked);
    if (event.target.closest("[data-select-all]")) keep({ ...load(), all: true });
    if (event.target.closest("[data-select-none]")) keep(empty(form().dataset.query));
    if (event.target.closest("[data-delete]")) {
      event.preventDefault();
      results.querySelector("dialog").showModal();
    }
  });

  results.addEventListener("submit", (event) => {
    if (!event.target.matches("[data-selection]")) return;
    const choice = load();
    const here = new Set(boxes().map((box) => box.value));
    for (const id of choice.all ? [] : choice.ids.filter((id) => !here.has(id))) {
      const input = document.createElement("input");
      input.type = "hidden";
      input.name = "id";
      input.value = id;
      event.target.append(input);
    }
    sessionStorage.removeItem(key);
  });

  document.addEventListener("keydown", (event) => {
    const typing = event.target.closest("input, textarea, select");
    if (event.key === "/" && !typing && !event.ctrlKey && !event.metaKey) {
      event.preventDefault();
      document.querySelector("[data-search]")?.focus();
    }
    if (event.key === "Escape" && !typing && !document.querySelector("dialog[open]") && form()) keep(empty(form().dataset.query));
  });

  document.addEventListener("htmx:afterSettle", (event) => {
    if (event.detail.target === results) show(load());
  });
  window.addEventListener("pageshow", () => show(load()));
  show(load());
}
