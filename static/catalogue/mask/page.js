// Mending a mask: brush and eraser by mouse, touch or keys, undo, zoom, and saving it as a version.
import { forget, keep, kept } from "./kept.js";
import { Plane } from "./plane.js";
import { enlarged, greyPng } from "./png.js";
import { View } from "./view.js";

const root = document.querySelector("[data-mask]");
const part = (name) => root.querySelector(`[data-${name}]`);
const stage = part("stage");
const csrf = document.querySelector("meta[name=csrf-token]").content;
const words = (name, values = {}) => Object.entries(values).reduce((text, [key, value]) => text.replace(`{${key}}`, value), root.dataset[name]);
const say = (text) => (part("announce").textContent = text);
const pointers = new Map();
const plane = new Plane(Number(root.dataset.width), Number(root.dataset.height));
let view;
let tool = "brush";
let spaced = false;
let last = null; // the point before, of a stroke
let pinch = null;
let keeping = 0;
let seen = Number(root.dataset.seen);
let busy = false;
let saved = false;

const size = () => Number(part("size").value);

function load(address) {
  return new Promise((resolve, reject) => {
    const image = new Image();
    image.onload = () => resolve(image);
    image.onerror = reject;
    image.src = address;
  });
}

async function begin() {
  try {
    const [photo, start] = await Promise.all([load(root.dataset.photo), root.dataset.start ? load(root.dataset.start) : null]);
    if (start) plane.start(start, root.dataset.box.split(" ").map(Number));
    view = new View(stage, photo, plane);
  } catch {
    return problem(root.dataset.saidUnreadable);
  }
  view.prepare();
  told();
  part("save-mask").disabled = false;
  root.dataset.ready = "1";
  const before = await kept(root.dataset.key);
  if (before) offer(before);
}

function offer(before) {
  part("kept").hidden = false;
  part("kept-at").textContent = new Date(before.at).toLocaleString(document.documentElement.lang);
  part("kept-take").addEventListener("click", async () => {
    const image = await createImageBitmap(before.mask);
    plane.take(image);
    seen = before.seen;
    part("kept").hidden = true;
    changed();
    stage.focus();
  });
  part("kept-drop").addEventListener("click", async () => {
    await forget(root.dataset.key);
    part("kept").hidden = true;
    stage.focus();
  });
}

function problem(text) {
  part("problem").textContent = text ?? "";
  part("problem").hidden = !text;
}

function told() {
  part("zoom-now").textContent = `${Math.round(100 * view.scale)} %`;
  part("undo").disabled = !plane.done.length;
  part("redo").disabled = !plane.undone.length;
}

function changed() {
  told();
  view.draw();
  clearTimeout(keeping);
  keeping = setTimeout(keepNow, 500);
}

async function keepNow() {
  clearTimeout(keeping);
  keeping = 0;
  if (saved) return;
  const mask = await new Promise((resolve) => plane.canvas.toBlob(resolve, "image/png"));
  if (saved || !mask) return;
  await keep(root.dataset.key, { mask, seen, at: Date.now() });
  part("state").textContent = root.dataset.saidKept;
}
document.addEventListener("visibilitychange", () => {
  if (document.hidden && keeping) keepNow();
});

function choose(name) {
  tool = name;
  for (const button of root.querySelectorAll("[data-tool]")) button.setAttribute("aria-pressed", String(button.dataset.tool === name));
  if (view.spot) view.spot.erasing = name === "eraser";
  view.draw();
  say(words(name === "brush" ? "saidBrush" : "saidEraser"));
}

function resize(factor) {
  const slider = part("size");
  slider.value = factor > 1 ? Math.max(size() + 1, Math.round(size() * factor)) : Math.min(size() - 1, Math.round(size() * factor));
  sized();
}

function sized() {
  if (view.spot) view.spot.radius = size() / 2;
  view.draw();
  say(words("saidSize", { size: size() }));
}

function zoom(how) {
  if (how === "fit") view.fit();
  else if (how === "one") view.zoom(1, view.spot ?? undefined);
  else view.zoom(view.scale * (how === "in" ? 1.4 : 1 / 1.4), view.spot ?? undefined);
  told();
  say(words("saidZoom", { zoom: Math.round(100 * view.scale) }));
}

function undo(back) {
  if (plane.stroke) return;
  const done = back ? plane.undo() : plane.redo();
  if (done) changed();
  say(done ? words(back ? "saidUndo" : "saidRedo") : words("saidNothing"));
}

function look(name) {
  view.look = name;
  for (const button of root.querySelectorAll("[data-look]")) button.setAttribute("aria-pressed", String(button.dataset.look === name));
  view.draw();
}

// Strokes.
function at(event) {
  const box = stage.getBoundingClientRect();
  return { x: event.clientX - box.left - stage.clientLeft, y: event.clientY - box.top - stage.clientTop };
}

function ring(point) {
  view.spot = { ...point, radius: size() / 2, erasing: tool === "eraser" };
  view.draw();
}

function startStroke(point) {
  plane.begin(tool === "eraser");
  last = view.toPhoto(point);
  plane.line(last, last, size() / view.scale);
}

function endStroke() {
  last = null;
  if (plane.end()) {
    changed();
    const values = plane.values();
    let solid = 0;
    for (const value of values) if (value >= 128) solid += 1;
    say(words("saidStroke", { share: Math.round((1000 * solid) / values.length) / 10 }));
  }
}

stage.addEventListener("pointerdown", (event) => {
  if (!view) return;
  event.preventDefault();
  stage.focus({ preventScroll: true });
  stage.setPointerCapture(event.pointerId);
  pointers.set(event.pointerId, at(event));
  if (pointers.size === 2) {
    if (plane.stroke) plane.cancel();
    last = null;
    pinch = spread();
    view.spot = null;
    view.draw();
  } else if (pointers.size === 1 && event.button === 0 && !spaced) {
    ring(at(event));
    startStroke(at(event));
  }
});

function spread() {
  const [one, other] = [...pointers.values()];
  return { apart: Math.hypot(one.x - other.x, one.y - other.y), x: (one.x + other.x) / 2, y: (one.y + other.y) / 2 };
}

stage.addEventListener("pointermove", (event) => {
  if (!view) return;
  const before = pointers.get(event.pointerId);
  const now = at(event);
  if (before) pointers.set(event.pointerId, now);
  if (pointers.size === 2 && pinch) {
    const next = spread();
    view.move(next.x - pinch.x, next.y - pinch.y);
    view.zoom((view.scale * next.apart) / Math.max(1, pinch.apart), next);
    pinch = next;
    return told();
  }
  if (before && !plane.stroke && (spaced || event.buttons & 4)) return view.move(now.x - before.x, now.y - before.y);
  if (event.pointerType !== "touch" || plane.stroke) ring(now);
  if (!plane.stroke || !before) return;
  for (const each of event.getCoalescedEvents?.() ?? [event]) {
    const point = view.toPhoto(at(each));
    plane.line(last, point, size() / view.scale);
    last = point;
  }
});

function lifted(event) {
  if (!pointers.delete(event.pointerId)) return;
  pinch = null;
  if (plane.stroke) endStroke();
}
stage.addEventListener("pointerup", lifted);
stage.addEventListener("pointercancel", (event) => {
  if (plane.stroke) plane.cancel();
  lifted(event);
  view?.draw();
});
stage.addEventListener("pointerleave", () => {
  if (view && !plane.stroke && document.activeElement !== stage) {
    view.spot = null;
    view.draw();
  }
});
stage.addEventListener("wheel", (event) => {
  if (!view) return;
  event.preventDefault();
  if (event.shiftKey) view.move(-event.deltaY - event.deltaX, 0);
  else view.zoom(view.scale * Math.exp(-event.deltaY * (event.deltaMode ? 0.05 : 0.0016)), at(event));
  told();
}, { passive: false });

// Keys.
const ARROWS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };

function walk(event) {
  const [right, down] = ARROWS[event.key];
  const step = Math.max(1, size() / 4);
  const from = view.spot ?? { x: view.wide / 2, y: view.tall / 2 };
  const to = { x: Math.min(view.wide, Math.max(0, from.x + right * step)), y: Math.min(view.tall, Math.max(0, from.y + down * step)) };
  const off = { x: from.x + right * step - to.x, y: from.y + down * step - to.y };
  if (off.x || off.y) view.move(-off.x, -off.y); // at the edge the photo moves instead
  ring(to);
  if (event.shiftKey) {
    plane.begin(tool === "eraser");
    plane.line(view.toPhoto({ x: from.x - off.x, y: from.y - off.y }), view.toPhoto(to), size() / view.scale);
    endStroke();
  } else where(to);
}

function where(spot) {
  const point = view.toPhoto(spot);
  const share = (value, whole) => Math.round((100 * value) / whole);
  say(words("saidPlace", { x: share(point.x, plane.photo.width), y: share(point.y, plane.photo.height), ground: root.dataset[plane.isProduct(point) ? "saidProduct" : "saidGround"] }));
}

const KEYS = {
  b: () => choose("brush"),
  e: () => choose("eraser"),
  "[": () => resize(1 / 1.2),
  "]": () => resize(1.2),
  "+": () => zoom("in"),
  "=": () => zoom("in"),
  "-": () => zoom("out"),
  0: () => zoom("fit"),
  1: () => zoom("one"),
};

document.addEventListener("keydown", (event) => {
  if (!view || part("overtaken").open || event.target.matches("input:not([type=range]), textarea, select")) return;
  const key = event.key.length === 1 ? event.key.toLowerCase() : event.key;
  const onStage = event.target === stage;
  if (event.ctrlKey || event.metaKey) {
    if (key === "z") undo(!event.shiftKey);
    else if (key === "y") undo(false);
    else if (key === "s") save();
    else return;
    event.preventDefault();
  } else if (event.altKey) return;
  else if (key === " " && !event.target.closest("button, a, summary")) {
    spaced = true;
    stage.dataset.moving = "1";
    event.preventDefault();
  } else if (onStage && key in ARROWS) {
    walk(event);
    event.preventDefault();
  } else if (onStage && key === "Enter") {
    const spot = view.spot ?? { x: view.wide / 2, y: view.tall / 2 };
    ring(spot);
    startStroke(spot);
    endStroke();
    event.preventDefault();
  } else if (key in KEYS) {
    KEYS[key]();
    event.preventDefault();
  }
});
document.addEventListener("keyup", (event) => {
  if (event.key === " ") {
    spaced = false;
    delete stage.dataset.moving;
  }
});

// Saving.
async function post(address, data) {
  try {
    const answer = await fetch(address, { method: "POST", body: data, headers: { "HX-Request": "true", "X-CSRFToken": csrf }, credentials: "same-origin" });
    const json = answer.headers.get("Content-Type")?.startsWith("application/json");
    return { ok: answer.ok && json, status: answer.status, body: json ? await answer.json() : {} };
  } catch {
    return { ok: false, status: 0, body: {} };
  }
}

async function save(over = false) {
  if (busy || !view || plane.stroke) return;
  busy = true;
  part("save-mask").setAttribute("aria-busy", "true");
  part("save-mask").disabled = true;
  part("state").textContent = root.dataset.saidSaving;
  problem("");
  await keepNow();
  const file = await greyPng(plane.photo.width, plane.photo.height, enlarged(plane.values(), plane, plane.photo));
  const data = new FormData();
  data.set("mask", file, "mask.png");
  data.set("seen", seen);
  if (over) data.set("over", "1");
  const { ok, status, body } = await post(root.dataset.save, data);
  if (ok) return arrived(body);
  busy = false;
  part("save-mask").disabled = false;
  part("save-mask").removeAttribute("aria-busy");
  part("state").textContent = "";
  if (status === 409) {
    part("overtaken-why").textContent = body.message;
    part("overtaken").showModal();
  } else problem(body.message ?? (status === 0 ? root.dataset.saidOffline : root.dataset.saidFailed));
}

async function arrived(body) {
  saved = true;
  seen = body.number;
  await forget(root.dataset.key);
  if (root.dataset.remake) {
    const data = new FormData();
    data.set("request_key", `mask:${root.dataset.key}:${body.number}:${root.dataset.remake}`.slice(0, 64));
    const { ok, status, body: made } = await post(root.dataset.remake, data);
    if (!ok) {
      busy = saved = false;
      part("save-mask").disabled = false;
      part("save-mask").removeAttribute("aria-busy");
      part("state").textContent = "";
      return problem(`${body.message} ${made.message ?? (status === 0 ? root.dataset.saidOffline : root.dataset.saidFailed)}`);
    }
  }
  location.assign(root.dataset.back);
}

root.addEventListener("click", (event) => {
  const on = (name) => event.target.closest(`[data-${name}]`);
  if (!view) return;
  if (on("tool")) choose(on("tool").dataset.tool);
  else if (on("look")) look(on("look").dataset.look);
  else if (on("zoom")) zoom(on("zoom").dataset.zoom);
  else if (on("undo")) undo(true);
  else if (on("redo")) undo(false);
  else if (on("save-mask")) save();
  else if (on("overtaken-mine")) {
    part("overtaken").close();
    save(true);
  }
});
part("size").addEventListener("input", sized);
begin();
