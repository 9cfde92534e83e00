// Fields and facts edited in place: they save when you leave them or press Enter; Escape puts back what was there.
const controls = (form) => [...form.elements].filter((control) => control.name && control.type !== "hidden");
const dirty = (form) =>
  controls(form).some((control) =>
    control instanceof HTMLSelectElement
      ? [...control.options].some((option) => option.selected !== option.defaultSelected)
      : control.value !== control.defaultValue,
  );
const inline = (target) => (target instanceof Element ? target.closest("form[data-inline]") : null);

document.addEventListener("keydown", (event) => {
  const form = inline(event.target);
  if (!form || event.isComposing || !event.target.matches("input, textarea, select")) return;
  const oneLine = event.target.matches("input, [data-one-line]");
  if (event.key === "Enter" && (oneLine || event.ctrlKey || event.metaKey)) {
    event.preventDefault();
    if (dirty(form)) form.requestSubmit();
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
  if (form && !form.contains(event.relatedTarget) && dirty(form)) form.requestSubmit();
});

document.addEventListener("change", (event) => {
  const form = inline(event.target);
  if (form && event.target instanceof HTMLSelectElement) form.requestSubmit();
});

// One line stays one line, whatever is pasted.
document.addEventListener("input", (event) => {
  if (event.target.matches?.("textarea[data-one-line]") && /[\r\n]/.test(event.target.value)) {
    event.target.value = event.target.value.replace(/\s*[\r\n]+\s*/g, " ");
  }
});

window.addEventListener("beforeunload", (event) => {
  if ([...document.querySelectorAll("form[data-inline]")].some(dirty)) event.preventDefault();
});
