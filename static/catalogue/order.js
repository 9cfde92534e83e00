// Lists whose order means something: drag an item, or move it with its buttons or, on its grip, with the arrow keys.
const listOf = (element) => element.closest("[data-order]");
const items = (list) => [...list.children].filter((item) => item.dataset.id);
let dragged = null;
let before = "";

const ids = (list) => items(list).map((item) => item.dataset.id);

const save = (list) => {
  window.htmx.ajax("POST", list.dataset.order, { values: { id: ids(list) }, swap: "none" });
};

const say = (list, item) => {
  let voice = list.parentElement.querySelector("[data-voice]");
  if (!voice) {
    voice = document.createElement("p");
    voice.className = "visually-hidden";
    voice.dataset.voice = "";
    voice.setAttribute("aria-live", "polite");
    list.after(voice);
  }
  const all = items(list);
  voice.textContent = list.dataset.moved.replace("{place}", all.indexOf(item) + 1).replace("{count}", all.length);
};

const move = (item, steps, focus) => {
  const list = listOf(item);
  const all = items(list);
  const place = all.indexOf(item) + steps;
  if (place < 0 || place >= all.length) return;
  if (steps > 0) all[place].after(item);
  else all[place].before(item);
  focus.focus();
  say(list, item);
  save(list);
};

document.addEventListener("click", (event) => {
  const button = event.target.closest?.("[data-order] [data-move]");
  if (button) move(button.closest("[data-id]"), Number(button.dataset.move), button);
});

document.addEventListener("keydown", (event) => {
  const grip = event.target.closest?.("[data-order] [data-grip]");
  const steps = { ArrowUp: -1, ArrowDown: 1 }[event.key];
  if (!grip || !steps) return;
  event.preventDefault();
  move(grip.closest("[data-id]"), steps, grip);
});

document.addEventListener("dragstart", (event) => {
  const item = event.target.closest?.("[data-order] > [data-id]");
  if (!item || (item.hasAttribute("data-grip-only") && !event.target.closest("[data-grip]"))) return;
  dragged = item;
  before = ids(listOf(item)).join();
  event.dataTransfer.effectAllowed = "move";
  event.dataTransfer.setData("text/plain", item.dataset.id);
  event.dataTransfer.setDragImage(item, 12, 12);
  requestAnimationFrame(() => item.setAttribute("data-dragged", ""));
});

document.addEventListener("dragover", (event) => {
  const over = dragged && event.target.closest?.("[data-order] > [data-id]");
  if (!over || over.parentElement !== dragged.parentElement) return;
  event.preventDefault();
  if (over === dragged) return;
  const box = over.getBoundingClientRect();
  const rowwise = over.parentElement.hasAttribute("data-gallery");
  const late = rowwise ? event.clientX > box.left + box.width / 2 : event.clientY > box.top + box.height / 2;
  if (late) over.after(dragged);
  else over.before(dragged);
});

document.addEventListener("drop", (event) => {
  if (dragged) event.preventDefault();
});

document.addEventListener("dragend", () => {
  if (!dragged) return;
  const list = listOf(dragged);
  dragged.removeAttribute("data-dragged");
  if (ids(list).join() !== before) {
    say(list, dragged);
    save(list);
  }
  dragged = null;
});
