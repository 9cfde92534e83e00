// Says how many drafts the choices add up to.
const form = document.querySelector("[data-run-form]");
const total = form?.querySelector("[data-total]");

const count = () => {
  const pictures = form.dataset.pictures.split(",");
  const kinds = [...form.querySelectorAll("[name=kinds]:checked")].map((box) => box.value);
  const texts = kinds.filter((kind) => !pictures.includes(kind)).length;
  const locales = form.querySelectorAll("[name=locales]:checked").length;
  const shot = kinds.length - texts;
  const drafts = texts * locales * Number(form.dataset.products) + shot * Number(form.dataset.photographed);
  const shown = new Intl.NumberFormat(document.documentElement.lang).format(drafts);
  total.textContent = drafts === 1 ? total.dataset.one : total.dataset.many.replace("{n}", shown);
};

form?.addEventListener("change", count);
if (form) count();
