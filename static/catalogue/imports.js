// The upload page: drag and drop, sizes checked before a byte leaves, a progress bar. The mapping page: rows that are left out step back.

const form = document.querySelector("[data-import-upload]");

const say = (area, text) => {
  const list = area.parentElement.querySelector("[data-errors]");
  list.replaceChildren();
  if (!text) return;
  const item = document.createElement("li");
  item.textContent = text;
  list.append(item);
};

const readable = (size) => {
  const [amount, unit] = size < 1e6 ? [Math.max(1, size / 1e3), "kilobyte"] : [size / 1e6, "megabyte"];
  return new Intl.NumberFormat(document.documentElement.lang, { style: "unit", unit, maximumFractionDigits: unit === "kilobyte" ? 0 : 1 }).format(amount);
};

const show = (area) => {
  const input = area.querySelector("input");
  const name = area.querySelector("[data-name]");
  name.dataset.empty ??= name.textContent;
  const file = input.files[0];
  area.toggleAttribute("data-chosen", Boolean(file));
  name.textContent = file ? `${file.name} · ${readable(file.size)}` : name.dataset.empty;
  const large = file && file.size > Number(area.dataset.limit);
  input.toggleAttribute("aria-invalid", false);
  if (large) input.setAttribute("aria-invalid", "true");
  say(area, large ? area.dataset.tooLarge : "");
};

const fits = (area, file) => {
  const endings = area.querySelector("input").accept.split(",");
  return endings.some((ending) => file.name.toLowerCase().endsWith(ending));
};

const take = (area, file) => {
  const files = new DataTransfer();
  files.items.add(file);
  area.querySelector("input").files = files.files;
  show(area);
};

const areas = form ? [...form.querySelectorAll("[data-drop]")] : [];

for (const area of areas) {
  const input = area.querySelector("input");
  input.addEventListener("change", () => show(area));
  for (const name of ["dragenter", "dragover"]) {
    area.addEventListener(name, (event) => {
      event.preventDefault();
      area.toggleAttribute("data-over", true);
    });
  }
  for (const name of ["dragleave", "drop"]) area.addEventListener(name, () => area.removeAttribute("data-over"));
  area.addEventListener("drop", (event) => {
    event.preventDefault();
    // Both files may be dropped at once, on either area: each goes where its kind belongs.
    for (const file of event.dataTransfer.files) take(areas.find((other) => fits(other, file)) ?? area, file);
  });
  show(area);
}

form?.addEventListener("submit", (event) => {
  event.preventDefault();
  if (form.querySelector("[aria-invalid=true]")) {
    delete form.dataset.sent;
    form.querySelector("[aria-invalid=true]").focus();
    return;
  }
  const bar = form.querySelector("[data-uploading]");
  const button = form.querySelector("[type=submit]");
  const request = new XMLHttpRequest();
  const stop = () => {
    bar.hidden = true;
    button.disabled = false;
    delete form.dataset.sent;
  };
  request.open("POST", form.action || location.href);
  request.upload.addEventListener("progress", (progress) => {
    bar.hidden = false;
    if (progress.lengthComputable) bar.querySelector("progress").value = (100 * progress.loaded) / progress.total;
  });
  request.addEventListener("load", () => {
    if (request.status < 400) {
      location.assign(request.responseURL);
      return;
    }
    const page = new DOMParser().parseFromString(request.responseText, "text/html");
    const answers = page.querySelectorAll("[data-import-upload] [data-errors]");
    if (answers.length) areas.forEach((area, index) => say(area, answers[index]?.textContent.trim()));
    else say(areas[0], form.dataset.lost);
    stop();
  });
  request.addEventListener("error", () => {
    say(areas[0], form.dataset.lost);
    stop();
  });
  button.disabled = true;
  request.send(new FormData(form));
});

document.querySelector("[data-mapping]")?.addEventListener("change", (event) => {
  const row = event.target.closest("tr");
  row?.toggleAttribute("data-left-out", !event.target.value);
  row?.querySelector("[data-suggested]")?.remove();
});
