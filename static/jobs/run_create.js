// Says how many drafts the choices add up to.
const form = document.querySelector("[data-run-form]");
const total = form?.querySelector("[data-total]");

// How many approved texts of these kinds there are to translate.
const translated = (source, kinds) => {
  const way = form.querySelector(`[data-way="${source}"]`);
  return kinds.reduce((sum, kind) => sum + Number(way?.getAttribute(`data-approved-${kind}`) ?? 0), 0);
};

const count = () => {
  const pictures = form.dataset.pictures.split(",");
  const kinds = [...form.querySelectorAll("[name=kinds]:checked")].map((box) => box.value);
  const texts = kinds.filter((kind) => !pictures.includes(kind)).length;
  const locales = [...form.querySelectorAll("[name=locales]:checked")].map((box) => box.value);
  const posters = kinds.includes("poster") ? 1 : 0;
  const invented = kinds.filter((kind) => form.dataset.invented.split(",").includes(kind)).length;
  const shot = kinds.length - texts - posters - invented;
  const places = form.querySelectorAll("[name=placements]:checked").length;
  const source = form.querySelector("[name=original]:checked")?.value;
  const drafts = source
    ? translated(source, kinds) * locales.filter((locale) => locale !== source).length
    : (texts * locales.length + invented) * Number(form.dataset.products) +
      (shot + posters * places * locales.length) * Number(form.dataset.photographed);
  const shown = new Intl.NumberFormat(document.documentElement.lang).format(drafts);
  total.textContent = drafts === 1 ? total.dataset.one : total.dataset.many.replace("{n}", shown);
};

form?.addEventListener("change", count);
if (form) count();
