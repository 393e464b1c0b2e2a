// `npm run storm`: bundles storm.ts, the phone's own engine in it, and runs it.
import { rmSync } from "node:fs";
import { mkdir, writeFile } from "node:fs/promises";
import { fileURLToPath, pathToFileURL } from "node:url";
import { build } from "vite";

const root = fileURLToPath(new URL("..", import.meta.url));
const bundle = `${root}.cache/storm.${process.pid}.mjs`;
const built = await build({
  root,
  configFile: false,
  logLevel: "silent",
  build: {
    ...{ write: false, ssr: `${root}scripts/storm.ts`, target: "node20" },
    rolldownOptions: { output: { codeSplitting: false } },
  },
});
const [{ output }] = [built].flat();
await mkdir(`${root}.cache`, { recursive: true });
await writeFile(bundle, output[0].code);
process.on("exit", () => rmSync(bundle, { force: true }));
await import(pathToFileURL(bundle).href);
