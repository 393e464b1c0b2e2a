// `npm run --silent expression`: bundles expression.ts when its sources have changed, then runs it.
import { mkdir, readdir, rename, stat, writeFile } from "node:fs/promises";
import { fileURLToPath, pathToFileURL } from "node:url";

const root = fileURLToPath(new URL("..", import.meta.url));
const entry = `${root}scripts/expression.ts`;
const bundle = `${root}.cache/expression.mjs`;

const changed = async (file) => (await stat(file).catch(() => undefined))?.mtimeMs ?? 0;

async function newestSource() {
  const folder = `${root}src/domain/expressions/`;
  const files = (await readdir(folder)).map((name) => folder + name);
  return Math.max(...(await Promise.all([entry, import.meta.filename, ...files].map(changed))));
}

async function bundled() {
  const { build } = await import("vite");
  const built = await build({
    root,
    configFile: false,
    logLevel: "silent",
    build: { write: false, ssr: entry, target: "node20" },
  });
  const [{ output }] = [built].flat();
  await mkdir(`${root}.cache`, { recursive: true });
  const unfinished = `${bundle}.${process.pid}`;
  await writeFile(unfinished, output[0].code);
  await rename(unfinished, bundle);
}

if ((await changed(bundle)) < (await newestSource())) await bundled();
await import(pathToFileURL(bundle).href);
