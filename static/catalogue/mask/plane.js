// The mask itself: a canvas whose opacity says what is the product, strokes on it, and the way back.
const MOST_PIXELS = 4_200_000; // of the canvas; larger photos are drawn on at a smaller size, their outline is refined afterwards
const MOST_KEPT = 96_000_000; // bytes of undo
const MOST_STEPS = 80;

export class Plane {
  constructor(width, height) {
    this.photo = { width, height };
    this.share = Math.min(1, Math.sqrt(MOST_PIXELS / (width * height)));
    this.width = Math.max(1, Math.round(width * this.share));
    this.height = Math.max(1, Math.round(height * this.share));
    this.canvas = made(this.width, this.height);
    this.before = made(this.width, this.height);
    this.pen = this.canvas.getContext("2d");
    this.done = [];
    this.undone = [];
    this.stroke = null;
  }

  // `image` is grey and stands at `box` (left, top, right, bottom) of the photo.
  start(image, box) {
    const [left, top, right, bottom] = box.map((edge) => edge * this.share);
    const grey = made(this.width, this.height);
    const pen = grey.getContext("2d");
    pen.fillRect(0, 0, this.width, this.height);
    pen.drawImage(image, left, top, right - left, bottom - top);
    const pixels = pen.getImageData(0, 0, this.width, this.height);
    for (let place = 0; place < pixels.data.length; place += 4) {
      pixels.data[place + 3] = pixels.data[place];
      pixels.data[place] = pixels.data[place + 1] = pixels.data[place + 2] = 0;
    }
    this.pen.putImageData(pixels, 0, 0);
  }

  // What this browser kept: opacity already.
  take(image) {
    this.begin(false);
    this.pen.globalCompositeOperation = "copy";
    this.pen.drawImage(image, 0, 0, this.width, this.height);
    this.#touch(0, 0, this.width, this.height);
    this.end();
  }

  begin(erasing) {
    const copy = this.before.getContext("2d");
    copy.globalCompositeOperation = "copy";
    copy.drawImage(this.canvas, 0, 0);
    this.pen.globalCompositeOperation = erasing ? "destination-out" : "source-over";
    this.stroke = { box: null };
  }

  // From one point of the photo to another, `size` photo pixels wide.
  line(from, to, size) {
    const [x1, y1, x2, y2] = [from.x, from.y, to.x, to.y].map((value) => value * this.share);
    const wide = Math.max(0.6, size * this.share);
    this.pen.lineCap = this.pen.lineJoin = "round";
    this.pen.lineWidth = wide;
    this.pen.beginPath();
    this.pen.moveTo(x1, y1);
    this.pen.lineTo(x1 === x2 && y1 === y2 ? x2 + 0.01 : x2, y2);
    this.pen.stroke();
    const edge = wide / 2 + 2;
    this.#touch(Math.min(x1, x2) - edge, Math.min(y1, y2) - edge, Math.max(x1, x2) + edge, Math.max(y1, y2) + edge);
  }

  #touch(left, top, right, bottom) {
    const box = this.stroke.box ?? [left, top, right, bottom];
    this.stroke.box = [Math.min(box[0], left), Math.min(box[1], top), Math.max(box[2], right), Math.max(box[3], bottom)];
  }

  // Whether the stroke changed anything.
  end() {
    const box = this.#clipped(this.stroke?.box);
    this.stroke = null;
    if (!box) return false;
    const step = { box, before: opacity(this.before, box), after: opacity(this.canvas, box) };
    if (step.before.every((value, place) => value === step.after[place])) return false;
    this.done.push(step);
    this.undone = [];
    let kept = this.done.reduce((sum, each) => sum + 2 * each.before.length, 0);
    while (this.done.length > MOST_STEPS || (kept > MOST_KEPT && this.done.length > 1)) kept -= 2 * this.done.shift().before.length;
    return true;
  }

  // A stroke that turned out to be the first finger of two.
  cancel() {
    const box = this.#clipped(this.stroke?.box);
    this.stroke = null;
    if (box) this.#put(box, opacity(this.before, box));
  }

  undo() {
    return this.#go(this.done, this.undone, "before");
  }

  redo() {
    return this.#go(this.undone, this.done, "after");
  }

  #go(from, to, side) {
    const step = from.pop();
    if (!step) return false;
    this.#put(step.box, step[side]);
    to.push(step);
    return true;
  }

  #put([left, top, width, height], values) {
    const pixels = new ImageData(width, height);
    for (let place = 0; place < values.length; place += 1) pixels.data[4 * place + 3] = values[place];
    this.pen.putImageData(pixels, left, top);
  }

  #clipped(box) {
    if (!box) return null;
    const left = Math.max(0, Math.floor(box[0]));
    const top = Math.max(0, Math.floor(box[1]));
    const right = Math.min(this.width, Math.ceil(box[2]));
    const bottom = Math.min(this.height, Math.ceil(box[3]));
    return right > left && bottom > top ? [left, top, right - left, bottom - top] : null;
  }

  values() {
    return opacity(this.canvas, [0, 0, this.width, this.height]);
  }

  isProduct(point) {
    const [x, y] = [Math.floor(point.x * this.share), Math.floor(point.y * this.share)];
    if (x < 0 || y < 0 || x >= this.width || y >= this.height) return false;
    return this.pen.getImageData(x, y, 1, 1).data[3] >= 128;
  }
}

function made(width, height) {
  const canvas = document.createElement("canvas");
  canvas.width = width;
  canvas.height = height;
  return canvas;
}

function opacity(canvas, [left, top, width, height]) {
  const pixels = canvas.getContext("2d").getImageData(left, top, width, height).data;
  const values = new Uint8Array(width * height);
  for (let place = 0; place < values.length; place += 1) values[place] = pixels[4 * place + 3];
  return values;
}
