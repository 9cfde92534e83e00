// The table of variants while it is edited: rows and options come and go.
document.addEventListener("click", (event) => {
  const button = event.target.closest?.("[data-add-row], [data-add-option], [data-remove-row]");
  const form = button?.closest("[data-variants]");
  if (!form) return;
  const body = form.querySelector("tbody");
  const options = () => form.querySelectorAll("thead [name=name]").length;
  const blank = (name) => form.querySelector(`template[${name}]`).content.firstElementChild.cloneNode(true);

  if (button.hasAttribute("data-add-row")) {
    const row = blank("data-blank-row");
    row.querySelectorAll("[name=value]").forEach((value) => value.closest("td").remove());
    for (let count = options(); count > 0; count--) row.prepend(blank("data-blank-value"));
    body.append(row);
    row.querySelector("input").focus();
  }
  if (button.hasAttribute("data-remove-row")) {
    const row = button.closest("tr");
    (row.nextElementSibling ?? row.previousElementSibling)?.querySelector("input")?.focus();
    row.remove();
  }
  if (button.hasAttribute("data-add-option") && options() < Number(form.dataset.maxOptions)) {
    const head = blank("data-blank-option");
    form.querySelector("[data-after-options]").before(head);
    for (const row of body.rows) row.querySelector("[name=sku]").closest("td").before(blank("data-blank-value"));
    head.querySelector("input").focus();
    button.disabled = options() >= Number(form.dataset.maxOptions);
  }
});
