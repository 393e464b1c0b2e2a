// Adds up what a shopper's phone loads before the first question can be answered: the page, its scripts,
// styles and words, each as Brotli. Prints the sum for every language; above the budget it fails.
// Run after a build: node scripts/budget.mjs
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { brotliCompressSync } from "node:zlib";

const DIST = fileURLToPath(new URL("../dist/", import.meta.url));
const BUDGET = 60_000;
const AIM = 40_000;

const manifest = JSON.parse(readFileSync(`${DIST}.vite/manifest.json`, "utf8"));

/** Files of a chunk with all that it imports at once: itself, its styles, and theirs. */
function filesOf(name, found = new Set()) {
  const chunk = manifest[name];
  if (!chunk) throw new Error(`The build has no chunk ${name}`);
  if (found.has(chunk.file)) return found;
  found.add(chunk.file);
  for (const style of chunk.css ?? []) found.add(style);
  for (const each of chunk.imports ?? []) filesOf(each, found);
  return found;
}

const size = (file) => brotliCompressSync(readFileSync(DIST + file)).length;
const kilobytes = (bytes) => `${(bytes / 1000).toFixed(1)} kB`;

const shared = filesOf("src/shopper/index.tsx", filesOf("index.html"));
const strangers = [...shared].filter((file) => /\/(manager|hq|desk)-|\.woff2$/.test(file));
if (strangers.length > 0)
  throw new Error(`The shopper's phone loads a desk's files: ${strangers.join(", ")}`);

let worst = 0;
for (const language of ["en", "fr", "ar"]) {
  const files = [...filesOf(`src/shopper/words/${language}.json`, new Set(shared))];
  const sum = files.reduce((all, file) => all + size(file), 0);
  worst = Math.max(worst, sum);
  console.log(
    `first question in ${language}: ${kilobytes(sum)} of ${kilobytes(BUDGET)} (aim ${kilobytes(AIM)})`,
  );
}
for (const file of shared) console.log(`  ${kilobytes(size(file)).padStart(8)}  ${file}`);
if (worst > BUDGET) {
  console.error(`The shopper's first load is ${kilobytes(worst)}: above ${kilobytes(BUDGET)}`);
  process.exit(1);
}
