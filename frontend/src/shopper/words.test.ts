import { readFileSync } from "node:fs";
import { dirname, join, relative, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, it } from "vitest";
import pages from "./pages/words/en.json";

const HERE = fileURLToPath(new URL(".", import.meta.url));

/** A module's text, and what it imports at once: not what it fetches later, not types. */
function read(file: string): { text: string; imported: string[] } {
  const text = readFileSync(file, "utf8");
  const found = [...text.matchAll(/^(?:import|export) (?!type )(?:[^;]*? from )?"(\.[^"]+)"/gm)];
  const names = found.map(([, name]) => resolve(dirname(file), name ?? ""));
  return { text, imported: names.filter((name) => !/\.(css|json)$/.test(name)) };
}

function sourceOf(name: string): string {
  const found = [`${name}.ts`, `${name}.tsx`, `${name}/index.ts`].find((file) => {
    try {
      return Boolean(readFileSync(file));
    } catch {
      return false;
    }
  });
  if (!found) throw new Error(`No source of ${name}`);
  return found;
}

/** Every module that the phone loads before its first question, with its text. */
function atOnce(file: string, found = new Map<string, string>()): Map<string, string> {
  if (found.has(file)) return found;
  const { text, imported } = read(file);
  found.set(file, text);
  for (const name of imported) atOnce(sourceOf(name), found);
  return found;
}

it("the way to the first question says no words that come only after it", () => {
  const modules = atOnce(join(HERE, "index.tsx"));
  expect(modules.size).toBeGreaterThan(50);
  const early = [...modules].flatMap(([file, text]) =>
    Object.keys(pages)
      .filter((key) => text.includes(`"${key}"`))
      .map((key) => `${relative(HERE, file)} says ${key}`),
  );
  expect(early).toEqual([]);
});
