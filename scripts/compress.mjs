// Writes .br and .gz beside every text file of a folder, for WhiteNoise to serve. node compress.mjs FOLDER
import { readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { brotliCompressSync, constants, gzipSync } from "node:zlib";

const TEXT = /\.(html|js|mjs|css|svg|json|webmanifest|txt|map|wasm)$/;
const brotli = (bytes) =>
  brotliCompressSync(bytes, {
    params: { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length },
  });

/** Keeps a compressed copy only where it saves a tenth: below that the header costs more than it gives. */
function compress(path) {
  const bytes = readFileSync(path);
  for (const [suffix, squeeze] of [[".br", brotli], [".gz", (whole) => gzipSync(whole, { level: 9 })]]) {
    const small = squeeze(bytes);
    if (small.length < bytes.length * 0.9) writeFileSync(path + suffix, small);
    else rmSync(path + suffix, { force: true });
  }
}

const folder = process.argv[2];
for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
  if (entry.isFile() && TEXT.test(entry.name)) compress(join(entry.parentPath ?? entry.path, entry.name));
}
