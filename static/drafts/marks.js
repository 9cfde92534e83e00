// Spots on a picture: drawn by mouse, touch or keys, shown with the comments that name them.
const root = document.querySelector("[data-desk-root]");
const dialog = document.querySelector("[data-mark-dialog]");
const said = document.querySelector("[data-announce]");
const LEAST = 0.012; // of the picture's sides; less was a click
const STEP = 0.01;
const sheet = () => root.querySelector("[data-sheet]:not([hidden])");
let drawing = null; // { ground, layer, box, mark: {x, y, width, height} }

// Where the picture itself lies within its frame, which may leave room beside it.
function inside(ground) {
  const image = ground.querySelector("img");
  const [wide, tall] = [image.clientWidth, image.clientHeight];
  const [width, height] = [Number(image.getAttribute("width")), Number(image.getAttribute("height"))];
  const scale = Math.min(wide / width, tall / height);
  return { left: image.offsetLeft + (wide - width * scale) / 2, top: image.offsetTop + (tall - height * scale) / 2, width: width * scale, height: height * scale };
}

function place(box, mark, within) {
  const point = !mark.width && !mark.height;
  box.classList.toggle("mark-point", point);
  box.style.left = `${within.left + mark.x * within.width}px`;
  box.style.top = `${within.top + mark.y * within.height}px`;
  box.style.width = point ? "" : `${mark.width * within.width}px`;
  box.style.height = point ? "" : `${mark.height * within.height}px`;
}

// Marks of the comments, numbered as they come, on the version that they were made on.
function show() {
  for (const old of root.querySelectorAll(".mark-shown")) old.remove();
  let number = 0;
  for (const comment of root.querySelectorAll("[data-mark]")) {
    if (comment.hasAttribute("data-mark-settled")) continue;
    number += 1;
    comment.querySelector("[data-mark-number]").textContent = number;
    const ground = root.querySelector(`[data-mark-ground="${comment.dataset.markOf}"]`);
    if (!ground || !ground.clientWidth) continue;
    const [x, y, width, height] = comment.dataset.mark.split(" ").map(Number);
    const box = document.createElement("button");
    box.type = "button";
    box.className = "mark mark-shown";
    box.dataset.markFor = comment.dataset.markId;
    box.append(Object.assign(document.createElement("span"), { className: "mark-number", textContent: number }));
    box.setAttribute("aria-label", `${number}: ${comment.querySelector(".comment-text").textContent}`);
    ground.append(box);
    place(box, { x, y, width, height }, inside(ground));
  }
}

function point(event) {
  const within = inside(drawing.ground);
  const box = drawing.ground.getBoundingClientRect();
  const share = (value, whole) => Math.min(1, Math.max(0, value / whole));
  return { x: share(event.clientX - box.left - drawing.ground.clientLeft - within.left, within.width), y: share(event.clientY - box.top - drawing.ground.clientTop - within.top, within.height) };
}

function start() {
  leave();
  const picture = sheet()?.querySelector("[data-picture]");
  if (!picture) return;
  picture.querySelector('[data-view-choice="pair"]').click();
  const ground = picture.querySelector("[data-mark-ground]");
  const layer = document.createElement("div");
  layer.className = "mark-layer";
  layer.tabIndex = 0;
  layer.setAttribute("role", "application");
  layer.setAttribute("aria-label", root.dataset.markHelp);
  const box = document.createElement("div");
  box.className = "mark";
  layer.append(box, Object.assign(document.createElement("p"), { className: "mark-help small", textContent: root.dataset.markHelp }));
  ground.append(layer);
  drawing = { ground, layer, box, from: null, mark: { x: 0.45, y: 0.45, width: 0.1, height: 0.1 } };
  place(box, drawing.mark, inside(ground));
  layer.addEventListener("pointerdown", down);
  layer.addEventListener("pointermove", moved);
  layer.addEventListener("pointerup", up);
  layer.addEventListener("pointercancel", leave);
  layer.addEventListener("keydown", key);
  layer.focus({ preventScroll: true });
  ground.scrollIntoView({ block: "nearest" });
}

function leave() {
  if (!drawing) return;
  drawing.layer.remove();
  drawing = null;
}

function down(event) {
  if (event.button) return;
  event.preventDefault();
  drawing.layer.setPointerCapture(event.pointerId);
  drawing.from = point(event);
  drawing.mark = { ...drawing.from, width: 0, height: 0 };
  place(drawing.box, drawing.mark, inside(drawing.ground));
}

function moved(event) {
  if (!drawing?.from) return;
  const to = point(event);
  const { from } = drawing;
  drawing.mark = { x: Math.min(from.x, to.x), y: Math.min(from.y, to.y), width: Math.abs(to.x - from.x), height: Math.abs(to.y - from.y) };
  place(drawing.box, drawing.mark, inside(drawing.ground));
}

function up(event) {
  if (!drawing?.from) return;
  moved(event);
  const { mark } = drawing;
  if (mark.width < LEAST && mark.height < LEAST) drawing.mark = { ...drawing.from, width: 0, height: 0 };
  drawing.from = null;
  ask();
}

const ARROWS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };

function key(event) {
  event.stopPropagation();
  if (event.key === "Escape") {
    leave();
    sheet().querySelector("[data-mark-start]").focus();
  } else if (event.key === "Enter") ask();
  else if (event.key in ARROWS) {
    const [right, under] = ARROWS[event.key].map((way) => way * STEP * (event.ctrlKey ? 5 : 1));
    const { mark } = drawing;
    const held = (value, low, high) => Math.min(high, Math.max(low, value));
    if (event.shiftKey) {
      mark.width = held(mark.width + right, 0.02, 1 - mark.x);
      mark.height = held(mark.height + under, 0.02, 1 - mark.y);
    } else {
      mark.x = held(mark.x + right, 0, 1 - mark.width);
      mark.y = held(mark.y + under, 0, 1 - mark.height);
    }
    place(drawing.box, mark, inside(drawing.ground));
    said.textContent = words(mark);
  } else return;
  event.preventDefault();
}

function words(mark) {
  const share = (value) => Math.round(100 * value);
  const values = { x: share(mark.x), y: share(mark.y), width: share(mark.width), height: share(mark.height) };
  return Object.entries(values).reduce((text, [name, value]) => text.replace(`{${name}}`, value), root.dataset.markAt);
}

function ask() {
  const form = dialog.querySelector("[data-mark-form]");
  form.reset();
  dialog.querySelector("[data-mark-said]").textContent = words(drawing.mark);
  dialog.querySelector("[data-mark-error]").textContent = "";
  dialog.querySelector("[data-mark-request]").hidden = !root.querySelector("[data-mark-changes]");
  dialog.showModal();
  form.elements.text.focus();
}

function send(requesting) {
  const text = dialog.querySelector("#mark-text").value.trim();
  if (text.length < 3) {
    dialog.querySelector("[data-mark-error]").textContent = root.dataset.markShort;
    return;
  }
  const { mark } = drawing;
  const form = root.querySelector(requesting ? "[data-mark-changes]" : "[data-comment-form]");
  if (!form) return;
  form.elements.version.value = sheet().dataset.version;
  form.elements.mark.value = [mark.x, mark.y, mark.width, mark.height].map((value) => value.toFixed(4)).join(" ");
  form.elements[requesting ? "reason" : "text"].value = text;
  dialog.close();
  form.requestSubmit();
}

root.addEventListener("click", (event) => {
  const on = (name) => event.target.closest(`[${name}]`);
  if (on("data-mark-start")) start();
  else if (on("data-mark-for")) root.querySelector(`[data-mark-id="${on("data-mark-for").dataset.markFor}"]`)?.focus();
  else if (on("data-variant") || on("data-choose") || on("data-view-choice")) requestAnimationFrame(show);
});
dialog.addEventListener("click", (event) => {
  if (event.target.closest("[data-mark-comment]")) send(false);
  else if (event.target.closest("[data-mark-request]")) send(true);
  else if (event.target.closest("[data-mark-cancel]")) dialog.close();
});
dialog.addEventListener("keydown", (event) => {
  if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) send(Boolean(root.querySelector("[data-mark-changes]")));
});
dialog.addEventListener("close", leave);
for (const kind of ["mouseover", "focusin"]) {
  root.addEventListener(kind, (event) => {
    const pk = event.target.closest("[data-mark]")?.dataset.markId;
    for (const box of root.querySelectorAll(".mark-shown")) box.classList.toggle("mark-lit", box.dataset.markFor === pk);
  });
}
root.addEventListener("htmx:afterSettle", (event) => event.target.closest?.("#comments, .comments-place") && show());
new ResizeObserver(() => show()).observe(root);
