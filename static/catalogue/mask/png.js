// A PNG of one grey channel, written row by row: browsers' own encoders make four channels of it and need a canvas of its size.
const TABLE = Uint32Array.from({ length: 256 }, (_, byte) => {
  let value = byte;
  for (let bit = 0; bit < 8; bit += 1) value = value & 1 ? 0xedb88320 ^ (value >>> 1) : value >>> 1;
  return value >>> 0;
});
const ROWS = 64; // handed to the compressor at once

// `row(y, into)` fills a Uint8Array of `width` with row y.
export async function greyPng(width, height, row) {
  const packed = await deflated(width, height, row);
  const head = new Uint8Array(13);
  const view = new DataView(head.buffer);
  view.setUint32(0, width);
  view.setUint32(4, height);
  head[8] = 8; // bits; the colour type 0 is grey
  const signature = new Uint8Array([137, 80, 78, 71, 13, 10, 26, 10]);
  return new Blob([signature, chunk("IHDR", head), chunk("IDAT", packed), chunk("IEND", new Uint8Array(0))], { type: "image/png" });
}

async function deflated(width, height, row) {
  const stream = new CompressionStream("deflate");
  const writer = stream.writable.getWriter();
  const packed = new Response(stream.readable).arrayBuffer();
  for (let y = 0; y < height; y += ROWS) {
    const rows = Math.min(ROWS, height - y);
    const block = new Uint8Array(rows * (width + 1)); // each row begins with its filter, 0
    for (let part = 0; part < rows; part += 1) row(y + part, block.subarray(part * (width + 1) + 1, (part + 1) * (width + 1)));
    await writer.write(block);
  }
  await writer.close();
  return new Uint8Array(await packed);
}

function chunk(name, data) {
  const bytes = new Uint8Array(data.length + 12);
  const view = new DataView(bytes.buffer);
  view.setUint32(0, data.length);
  for (let place = 0; place < 4; place += 1) bytes[4 + place] = name.charCodeAt(place);
  bytes.set(data, 8);
  let sum = 0xffffffff;
  for (const byte of bytes.subarray(4, data.length + 8)) sum = TABLE[(sum ^ byte) & 255] ^ (sum >>> 8);
  view.setUint32(data.length + 8, (sum ^ 0xffffffff) >>> 0);
  return bytes;
}

// Rows of `height` px from a smaller plane, its values mixed in both directions.
export function enlarged(plane, from, to) {
  if (from.width === to.width && from.height === to.height) {
    return (y, into) => into.set(plane.subarray(y * from.width, (y + 1) * from.width));
  }
  const across = spots(from.width, to.width);
  const down = spots(from.height, to.height);
  return (y, into) => {
    const [first, second, share] = [down.first[y] * from.width, down.second[y] * from.width, down.share[y]];
    for (let x = 0; x < to.width; x += 1) {
      const [left, right, part] = [across.first[x], across.second[x], across.share[x]];
      const above = plane[first + left] * (1 - part) + plane[first + right] * part;
      const below = plane[second + left] * (1 - part) + plane[second + right] * part;
      into[x] = above * (1 - share) + below * share + 0.5;
    }
  };
}

function spots(from, to) {
  const first = new Uint32Array(to);
  const second = new Uint32Array(to);
  const share = new Float32Array(to);
  for (let place = 0; place < to; place += 1) {
    const at = Math.min(from - 1, Math.max(0, ((place + 0.5) * from) / to - 0.5));
    first[place] = Math.floor(at);
    second[place] = Math.min(from - 1, first[place] + 1);
    share[place] = at - first[place];
  }
  return { first, second, share };
}
