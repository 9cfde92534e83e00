// A picture at review: which ground it lies on, which view of it is shown, before and after.
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
  const slider = picture.querySelector("[data-slider]");
  if (slider && !slider.hidden) register(slider);
}

root.addEventListener("input", (event) => {
  if (event.target.matches("[data-slide]")) slide(event.target.closest("[data-slider]"));
});

// The photo is scaled and moved so that its product lies exactly on the picture's.
function register(slider) {
  const [after, before] = [slider.querySelector("[data-after]"), slider.querySelector("[data-before] img")];
  const box = (name) => slider.dataset[name].split(" ").map(Number);
  const [source, target] = [box("source"), box("target")];
  const [width, height] = [Number(after.getAttribute("width")), Number(after.getAttribute("height"))];
  const across = (target[2] - target[0]) / (source[2] - source[0]);
  const down = (target[3] - target[1]) / (source[3] - source[1]);
  const share = (part, whole) => `${(100 * part) / whole}%`;
  before.style.width = share(Number(before.getAttribute("width")) * across, width);
  before.style.height = share(Number(before.getAttribute("height")) * down, height);
  before.style.left = share(target[0] - source[0] * across, width);
  before.style.top = share(target[1] - source[1] * down, height);
  slide(slider);
}

function slide(slider) {
  const share = Number(slider.querySelector("[data-slide]").value);
  slider.querySelector("[data-before]").style.clipPath = `inset(0 ${100 - share}% 0 0)`;
}
