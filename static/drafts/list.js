// Choosing drafts to approve together; Enter begins the review.
const form = document.querySelector("[data-bulk]");
const all = document.querySelector("[data-bulk-all]");
const bar = document.querySelector("[data-bulk-bar]");
const ticks = form ? [...form.querySelectorAll("input[name=version]")] : [];
let last = null;

function show() {
  const chosen = ticks.filter((tick) => tick.checked).length;
  if (bar) {
    bar.hidden = !chosen;
    bar.querySelector("[data-bulk-count]").textContent = chosen;
  }
  if (all) {
    all.checked = chosen > 0 && chosen === ticks.length;
    all.indeterminate = chosen > 0 && chosen < ticks.length;
  }
  for (const tick of ticks) tick.closest("[data-row]").classList.toggle("chosen", tick.checked);
}

all?.addEventListener("change", () => {
  for (const tick of ticks) tick.checked = all.checked;
  show();
});
for (const tick of ticks) {
  tick.addEventListener("click", (event) => {
    if (event.shiftKey && last) {
      const [from, to] = [ticks.indexOf(last), ticks.indexOf(tick)].sort((one, other) => one - other);
      for (const between of ticks.slice(from, to + 1)) between.checked = tick.checked;
    }
    last = tick;
    show();
  });
}
document.addEventListener("keydown", (event) => {
  if (event.key === "Enter" && event.target === document.body) document.querySelector("[data-start]")?.click();
});
window.addEventListener("pageshow", show);
show();
