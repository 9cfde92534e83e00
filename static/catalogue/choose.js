// A drop zone around a file input: shows what was chosen.
for (const zone of document.querySelectorAll("[data-choose]")) {
  const input = zone.querySelector("input[type=file]");
  const said = zone.querySelector("[data-chosen-files]");
  const show = () => {
    said.textContent = [...input.files].map((file) => file.name).join(", ");
  };
  input.addEventListener("change", show);
  for (const kind of ["dragenter", "dragover"]) {
    zone.addEventListener(kind, (event) => {
      event.preventDefault();
      zone.setAttribute("data-over", "");
    });
  }
  for (const kind of ["dragleave", "drop"]) zone.addEventListener(kind, () => zone.removeAttribute("data-over"));
  zone.addEventListener("drop", (event) => {
    event.preventDefault();
    input.files = event.dataTransfer.files;
    show();
  });
}
