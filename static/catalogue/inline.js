// Fields and facts edited in place: they save when you leave them or press Enter; Escape puts back what was there.
const controls = (form) => [...form.elements].filter((control) => control.name && control.type !== "hidden");
const dirty = (form) =>
  controls(form).some((control) =>
    control instanceof HTMLSelectElement
      ? [...control.options].some((option) => option.selected !== option.defaultSelected)
      : control.value !== control.defaultValue,
  );
// One request a change: while a form is on its way, and while the answer takes its place, leaving it sends nothing more.
const save = (form) => {
  if (form.dataset.sending || !form.isConnected) return;
  form.dataset.sending = "1";
  form.requestSubmit();
};
const inline = (target) => (target instanceof Element ? target.closest("form[data-inline]") : null);

document.addEventListener("keydown", (event) => {
  const form = inline(event.target);
  if (!form || event.isComposing || !event.target.matches("input, textarea, select")) return;
  const oneLine = event.target.matches("input, [data-one-line]");
  if (event.key === "Enter" && (oneLine || event.ctrlKey || event.metaKey)) {
    event.preventDefault();
    if (dirty(form)) save(form);
  }
  if (event.key === "Escape") {
    const refused = form.querySelector("[aria-invalid], [role=alert]");
    form.reset();
    event.target.blur();
    if (refused) window.htmx.ajax("GET", form.getAttribute("hx-post"), { target: form.closest("li") ?? form, swap: "outerHTML" });
  }
});

document.addEventListener("focusout", (event) => {
  const form = inline(event.target);
  if (form && !form.contains(event.relatedTarget) && dirty(form)) save(form);
});

document.addEventListener("change", (event) => {
  const form = inline(event.target);
  if (form && event.target instanceof HTMLSelectElement) save(form);
});

// A request that failed, or that was overtaken by more typing, may be sent again.
for (const kind of ["htmx:responseError", "htmx:sendError", "htmx:timeout", "input"]) {
  document.addEventListener(kind, (event) => delete inline(event.detail?.elt ?? event.target)?.dataset.sending);
}

// One line stays one line, whatever is pasted.
document.addEventListener("input", (event) => {
  if (event.target.matches?.("textarea[data-one-line]") && /[\r\n]/.test(event.target.value)) {
    event.target.value = event.target.value.replace(/\s*[\r\n]+\s*/g, " ");
  }
});

window.addEventListener("beforeunload", (event) => {
  if ([...document.querySelectorAll("form[data-inline]")].some(dirty)) event.preventDefault();
});
