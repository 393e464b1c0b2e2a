// Draws the app's icons into public/: three lines on paper, an app of notes and nothing else.
// Run by hand when the drawing changes: node scripts/icons.mjs
import { mkdirSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { crc32, deflateSync } from "node:zlib";

const PUBLIC = fileURLToPath(new URL("../public/", import.meta.url));
const [PAPER, INK] = [
  [0xf4, 0xf1, 0xea],
  [0x1e, 0x1b, 0x17],
];
// in a square of 512: lines from (x1, y) to (x2, y), round at both ends
const LINES = [
  [152, 360, 180],
  [152, 360, 256],
  [152, 280, 332],
];
const HALF = 11;
const CORNER = 112;
const SAMPLES = 4;

const toLine = (x, y, [x1, x2, at]) => Math.hypot(x - Math.min(Math.max(x, x1), x2), y - at);

function isInside(x, y) {
  const [dx, dy] = [x, y].map((v) => Math.max(CORNER - v, v - (512 - CORNER), 0));
  return Math.hypot(dx, dy) <= CORNER;
}

/** Red, green, blue, opacity at a point; a maskable icon fills its square and keeps its lines in the middle. */
function colourAt(x, y, isMaskable) {
  const scale = isMaskable ? 1.25 : 1;
  const [u, v] = [x, y].map((w) => (w - 256) * scale + 256);
  if (LINES.some((line) => toLine(u, v, line) <= HALF)) return [...INK, 255];
  return [...PAPER, isMaskable || isInside(x, y) ? 255 : 0];
}

function pixel(column, row, size, isMaskable) {
  const sum = [0, 0, 0, 0];
  for (let i = 0; i < SAMPLES * SAMPLES; i += 1) {
    const x = ((column + ((i % SAMPLES) + 0.5) / SAMPLES) * 512) / size;
    const y = ((row + (Math.floor(i / SAMPLES) + 0.5) / SAMPLES) * 512) / size;
    const [r, g, b, a] = colourAt(x, y, isMaskable);
    for (const [n, part] of [r * a, g * a, b * a, a].entries()) sum[n] += part;
  }
  const opacity = sum[3];
  return [
    ...sum.slice(0, 3).map((part) => Math.round(part / (opacity || 1))),
    Math.round(opacity / SAMPLES ** 2),
  ];
}

function chunk(type, bytes) {
  const body = Buffer.concat([Buffer.from(type, "latin1"), bytes]);
  const [length, check] = [Buffer.alloc(4), Buffer.alloc(4)];
  length.writeUInt32BE(bytes.length);
  check.writeUInt32BE(crc32(body));
  return Buffer.concat([length, body, check]);
}

function png(size, isMaskable) {
  const rows = Buffer.alloc(size * (1 + size * 4)); // each row begins with its filter: none
  for (let row = 0; row < size; row += 1)
    for (let column = 0; column < size; column += 1)
      rows.set(pixel(column, row, size, isMaskable), row * (1 + size * 4) + 1 + column * 4);
  const head = Buffer.alloc(13);
  head.writeUInt32BE(size, 0);
  head.writeUInt32BE(size, 4);
  head.set([8, 6, 0, 0, 0], 8); // 8 bits, colour with opacity
  const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
  const image = deflateSync(rows, { level: 9 });
  return Buffer.concat([
    signature,
    chunk("IHDR", head),
    chunk("IDAT", image),
    chunk("IEND", Buffer.alloc(0)),
  ]);
}

mkdirSync(PUBLIC, { recursive: true });
writeFileSync(`${PUBLIC}icon-192.png`, png(192, false));
writeFileSync(`${PUBLIC}icon-512.png`, png(512, false));
writeFileSync(`${PUBLIC}icon-maskable-512.png`, png(512, true));
