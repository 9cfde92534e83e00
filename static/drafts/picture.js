// A picture at review: which ground it lies on, and which view of it is shown.
const root = document.querySelector("[data-desk-root]");

root.addEventListener("click", (event) => {
  const on = (name) => event.target.closest(`[${name}]`);
  if (on("data-ground-choice")) press(on("data-ground-choice"), "ground");
  else if (on("data-view-choice")) view(on("data-view-choice"));
});

function press(button, name) {
  button.closest("[data-picture]").dataset[name] = button.dataset[`${name}Choice`];
  for (const other of button.parentElement.children) {
    if (other === button) other.setAttribute("aria-current", "true");
    else other.removeAttribute("aria-current");
  }
}

function view(button) {
  press(button, "view");
  const picture = button.closest("[data-picture]");
  for (const part of picture.querySelectorAll("[data-view-of]")) part.hidden = part.dataset.viewOf !== picture.dataset.view;
}
