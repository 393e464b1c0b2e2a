import { readdirSync, readFileSync } from "node:fs";
import { dirname, join, relative, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";

/**
 * The fence (the one drawing of the house): imports point down only.
 *   3  main, routes           wires everything
 *   2  areas                  never meet each other
 *   1  tools                  never meet each other
 *   0  domain                 words and rules, pure
 */
const SRC = fileURLToPath(new URL(".", import.meta.url));
const AREAS = ["shopper", "signin", "account", "manager", "hq", "pulse"];
const TOOLS = ["store", "sync", "api", "ui"];

interface Import {
  readonly from: string;
  readonly line: number;
  readonly to: string;
}

const sources = (readdirSync(SRC, { recursive: true }) as string[])
  .filter((file) => /\.tsx?$/.test(file) && !/\.d\.ts$/.test(file))
  .map((file) => file.replaceAll("\\", "/"));

/** Every import of our own files, `import()` and `export … from` too, with its line. */
function importsOf(file: string): Import[] {
  const text = readFileSync(join(SRC, file), "utf8");
  return [...text.matchAll(/(?:\bfrom\s*|\bimport\s*\(?\s*)"(\.[^"]+)"/g)].map((found) => ({
    from: file,
    line: text.slice(0, found.index).split("\n").length,
    to: relative(SRC, resolve(SRC, dirname(file), found[1] ?? "")).replaceAll("\\", "/"),
  }));
}

const roomOf = (path: string): string => (path.includes("/") ? (path.split("/")[0] ?? "") : "");

function floorOf(path: string): number {
  const room = roomOf(path.endsWith(".ts") || path.endsWith(".tsx") ? path : `${path}/`);
  if (room === "domain") return 0;
  if (TOOLS.includes(room)) return 1;
  return AREAS.includes(room) ? 2 : 3;
}

const isTest = (file: string): boolean => /\.test\.tsx?$|\/testing\/|\/fixtures\//.test(file);
const imports = sources.filter((file) => !isTest(file)).flatMap(importsOf);
const say = ({ from, line, to }: Import): string => `${from}:${line} imports ${to}`;

describe("the front end's fence", () => {
  it("sees the imports that it guards", () => {
    expect(imports.length).toBeGreaterThan(100);
  });

  it("lets imports point down only", () => {
    expect(imports.filter(({ from, to }) => floorOf(to) > floorOf(from)).map(say)).toEqual([]);
  });

  it("keeps the areas apart, and the tools", () => {
    const meets = ({ from, to }: Import) =>
      floorOf(from) === floorOf(to) &&
      floorOf(from) > 0 &&
      floorOf(from) < 3 &&
      roomOf(from) !== roomOf(`${to}/`);
    expect(imports.filter(meets).map(say)).toEqual([]);
  });

  it("lets only pages, and what wires them, know the disk and the server", () => {
    const isPage = (file: string) =>
      /Page\.tsx$/.test(file) ||
      !file.endsWith(".tsx") ||
      /^(main|shopper\/index|signin\/index)\.tsx$/.test(file);
    const knows = ({ from, to }: Import) =>
      floorOf(from) === 2 && ["store", "api", "sync"].includes(roomOf(`${to}/`));
    const values = imports.filter((each) => knows(each) && !isPage(each.from) && !isTypeOnly(each));
    expect(values.filter(({ from }) => from.startsWith("shopper/")).map(say)).toEqual([]);
  });

  it("keeps the domain free of frameworks and of the browser's page", () => {
    const impure = sources
      .filter((file) => file.startsWith("domain/") && !isTest(file))
      .filter((file) =>
        /from "(preact|@preact|idb)|\bdocument\.|\bwindow\./.test(readFileSync(join(SRC, file), "utf8")),
      );
    expect(impure).toEqual([]);
  });
});

function isTypeOnly({ from, line }: Import): boolean {
  const lines = readFileSync(join(SRC, from), "utf8").split("\n").slice(0, line);
  const start = lines.findLastIndex((each) => each.startsWith("import") || each.startsWith("export"));
  return /^(import|export) type\b/.test(lines[start] ?? "");
}
