// The photo with its mask on the drawing area: zoom, move, and where on the photo a pointer is.
const MOST = 12; // screen pixels for one of the photo
const PROXY = 2200; // px, longer side of the copy of a large photo that is shown while it is small
const CHECK = 12; // px

export class View {
  constructor(stage, photo, plane) {
    this.stage = stage;
    this.photo = photo;
    this.plane = plane;
    this.pen = stage.getContext("2d");
    this.over = document.createElement("canvas");
    this.scale = 1; // CSS pixels for one of the photo
    this.x = this.y = 0; // of the photo's corner, CSS pixels
    this.look = "tint";
    this.spot = null; // the brush: { x, y } CSS pixels, radius, erasing
    this.asked = false;
    new ResizeObserver(() => this.#resize()).observe(stage);
    this.#resize();
    this.fit();
  }

  async prepare() {
    const longer = Math.max(this.plane.photo.width, this.plane.photo.height);
    if (longer <= PROXY) return;
    const share = PROXY / longer;
    this.proxy = await createImageBitmap(this.photo, { resizeWidth: Math.round(this.plane.photo.width * share), resizeHeight: Math.round(this.plane.photo.height * share), resizeQuality: "high" });
    this.draw();
  }

  #resize() {
    this.ratio = Math.min(2, window.devicePixelRatio || 1);
    const { clientWidth, clientHeight } = this.stage;
    this.wide = clientWidth;
    this.tall = clientHeight;
    for (const canvas of [this.stage, this.over]) {
      canvas.width = Math.max(1, Math.round(clientWidth * this.ratio));
      canvas.height = Math.max(1, Math.round(clientHeight * this.ratio));
    }
    this.#hold();
    this.draw();
  }

  get least() {
    return Math.min(1, 0.94 * Math.min(this.wide / this.plane.photo.width, this.tall / this.plane.photo.height));
  }

  fit() {
    this.scale = this.least;
    this.x = (this.wide - this.plane.photo.width * this.scale) / 2;
    this.y = (this.tall - this.plane.photo.height * this.scale) / 2;
    this.draw();
  }

  // Around a point that stays where it is, the middle if none is given.
  zoom(scale, at = { x: this.wide / 2, y: this.tall / 2 }) {
    const wanted = Math.min(MOST, Math.max(this.least, scale));
    const point = this.toPhoto(at);
    this.scale = wanted;
    this.x = at.x - point.x * wanted;
    this.y = at.y - point.y * wanted;
    this.#hold();
    this.draw();
  }

  move(right, down) {
    this.x += right;
    this.y += down;
    this.#hold();
    this.draw();
  }

  // Some of the photo always stays in sight.
  #hold() {
    const [width, height] = [this.plane.photo.width * this.scale, this.plane.photo.height * this.scale];
    const edge = 60;
    this.x = Math.min(this.wide - edge, Math.max(edge - width, this.x));
    this.y = Math.min(this.tall - edge, Math.max(edge - height, this.y));
  }

  toPhoto(point) {
    return { x: (point.x - this.x) / this.scale, y: (point.y - this.y) / this.scale };
  }

  toStage(point) {
    return { x: point.x * this.scale + this.x, y: point.y * this.scale + this.y };
  }

  draw() {
    if (this.asked) return;
    this.asked = true;
    requestAnimationFrame(() => {
      this.asked = false;
      this.#paint();
    });
  }

  #paint() {
    const { pen, over } = this;
    const place = [this.x, this.y, this.plane.photo.width * this.scale, this.plane.photo.height * this.scale];
    pen.setTransform(this.ratio, 0, 0, this.ratio, 0, 0);
    pen.clearRect(0, 0, this.wide, this.tall);
    pen.imageSmoothingEnabled = this.scale < 3;
    const shown = this.proxy && this.scale * this.ratio * Math.max(this.plane.photo.width, this.plane.photo.height) <= PROXY ? this.proxy : this.photo;
    pen.drawImage(shown, ...place);
    if (this.look !== "photo") {
      const veil = over.getContext("2d");
      veil.setTransform(this.ratio, 0, 0, this.ratio, 0, 0);
      veil.globalCompositeOperation = "source-over";
      veil.clearRect(0, 0, this.wide, this.tall);
      veil.fillStyle = this.look === "tint" ? "rgb(190 20 90 / 55%)" : this.#checks(veil);
      veil.fillRect(...place);
      veil.globalCompositeOperation = "destination-out";
      veil.imageSmoothingEnabled = this.scale < 3;
      veil.drawImage(this.plane.canvas, ...place);
      pen.drawImage(over, 0, 0, this.wide, this.tall);
    }
    if (this.spot) this.#ring();
  }

  #checks(veil) {
    if (!this.board) {
      this.board = document.createElement("canvas");
      this.board.width = this.board.height = 2 * CHECK;
      const pen = this.board.getContext("2d");
      pen.fillStyle = "#ececec";
      pen.fillRect(0, 0, 2 * CHECK, 2 * CHECK);
      pen.fillStyle = "#bdbdbd";
      pen.fillRect(0, 0, CHECK, CHECK);
      pen.fillRect(CHECK, CHECK, CHECK, CHECK);
    }
    return veil.createPattern(this.board, "repeat");
  }

  #ring() {
    const { x, y, radius, erasing } = this.spot;
    for (const [colour, width] of [["#000", 3], ["#fff", 1.4]]) {
      this.pen.strokeStyle = colour;
      this.pen.lineWidth = width;
      this.pen.setLineDash(erasing ? [5, 4] : []);
      this.pen.beginPath();
      this.pen.arc(x, y, Math.max(2, radius), 0, 2 * Math.PI);
      this.pen.stroke();
    }
    this.pen.setLineDash([]);
  }
}
