import { readdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import ts from "typescript";
import { describe, expect, it } from "vitest";
import { LANGUAGES } from "./ui/language";

const SRC = fileURLToPath(new URL(".", import.meta.url));
const files = (readdirSync(SRC, { recursive: true }) as string[]).map((file) => file.replaceAll("\\", "/"));

/** The same in every language: the app's own name, the beginning of an address. */
const NAMES = new Set(["Encore", "https://"]);
/** Attributes that people read or hear. */
const READ = new Set(["aria-label", "aria-valuetext", "aria-description", "alt", "title", "placeholder"]);

/** A single letter is a key or a sign, not a word. */
const hasWords = (text: string): boolean => /\p{L}{2}/u.test(text) && !NAMES.has(text.trim());

/** Words that stand in a component and not in a catalogue, each with its place. */
function wordsIn(file: string): string[] {
  const source = ts.createSourceFile(
    file,
    readFileSync(join(SRC, file), "utf8"),
    ts.ScriptTarget.Latest,
    true,
    ts.ScriptKind.TSX,
  );
  const found: string[] = [];
  const visit = (node: ts.Node): void => {
    const isRead =
      ts.isJsxAttribute(node) &&
      READ.has(node.name.getText(source)) &&
      node.initializer &&
      ts.isStringLiteral(node.initializer);
    const text = ts.isJsxText(node) ? node.text : isRead ? (node.initializer as ts.StringLiteral).text : "";
    const entities = text.replace(/&\w+;/g, "");
    if (hasWords(entities)) {
      const { line } = source.getLineAndCharacterOfPosition(node.getStart(source));
      found.push(`${file}:${line + 1} says “${text.trim()}”`);
    }
    ts.forEachChild(node, visit);
  };
  visit(source);
  return found;
}

describe("what people read", () => {
  const components = files.filter((file) => file.endsWith(".tsx") && !file.includes(".test."));

  it("stands in catalogues, never in components", () => {
    expect(components.length).toBeGreaterThan(60);
    expect(components.flatMap(wordsIn)).toEqual([]);
  }, 30_000);

  const catalogues = [...new Set(files.filter((file) => /words\/en\.json$/.test(file)).map(dirname))];

  it.each(catalogues)("is said in every language by %s", (folder) => {
    const keys = (code: string) =>
      Object.keys(JSON.parse(readFileSync(join(SRC, folder, `${code}.json`), "utf8"))).sort();
    for (const code of LANGUAGES) expect([code, ...keys(code)]).toEqual([code, ...keys("en")]);
  });
});
