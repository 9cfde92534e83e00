// The name is typed once, above; every form of the page sends it.
const name = document.querySelector("#guest input[name=name]");
for (const form of document.querySelectorAll("[data-guest-say]")) {
  form.addEventListener("submit", (event) => {
    form.querySelector("[data-guest-name]").value = name.value;
    if (name.value.trim()) return;
    event.preventDefault();
    name.focus();
    name.reportValidity();
  });
}
