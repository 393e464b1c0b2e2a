import { fileURLToPath } from "node:url";
import type { HtmlTagDescriptor, Plugin, Rolldown } from "vite";

/**
 * What the shopper's phone loads before its first question: few files, all of them named by the page itself.
 * Over two bars of signal each question that waits for another's answer costs half a second, and a browser
 * asks a plain server for six files at once: a seventh waits for a whole journey there and back.
 */

const MAIN = source("main.tsx");
const PHONE = source("shopper/index.tsx");
/** What a phone fetches right after its first question: the queue, the store beyond answers, what shrinks photos. */
const QUEUE = ["shopper/queue.ts", "store/rest.ts", "store/shrink.ts"].map(source);
const DESKS = ["manager", "hq", "signin", "account", "pulse"].map((area) => source(`${area}/index.tsx`));

function source(path: string): string {
  return fileURLToPath(new URL(`src/${path}`, import.meta.url));
}

/** A module and all that it imports at once. */
function reached(from: string, context: Rolldown.ChunkingContext, found = new Set<string>()): Set<string> {
  if (found.has(from)) return found;
  found.add(from);
  for (const next of context.getModuleInfo(from)?.importedIds ?? []) reached(next, context, found);
  return found;
}

/** Names the file of each module that a phone needs at once: what every area stands on, what is its own, the queue. */
export function phoneFiles(): Rolldown.CodeSplittingGroup {
  let files: ReadonlyMap<string, string> | null = null;
  const sorted = (context: Rolldown.ChunkingContext) => {
    const desks = new Set(DESKS.flatMap((desk) => [...reached(desk, context)]));
    const phone = [...reached(PHONE, context)];
    const queue = QUEUE.flatMap((from) => [...reached(from, context)].filter((module) => !desks.has(module)));
    return new Map<string, string>([
      ...queue.map((module) => [module, "queue"] as const),
      ...phone.map((module) => [module, desks.has(module) ? "ground" : "phone"] as const),
      ...[...reached(MAIN, context)].map((module) => [module, "ground"] as const),
    ]);
  };
  return {
    name(module, context) {
      files ??= sorted(context);
      return files.get(module) ?? null;
    },
  };
}

const isPhone = (chunk: Rolldown.OutputChunk): boolean => chunk.moduleIds.includes(PHONE);

/** Styles of a chunk, as Vite notes them beside it. */
const stylesOf = (chunk: Rolldown.OutputChunk): readonly string[] => [
  ...(chunk.viteMetadata?.importedCss ?? []),
];

/** Chromium compiles such a file beside the main thread, while it arrives; other browsers read a comment. */
const COMPILE_AT_ONCE = "//# allFunctionsCalledOnLoad\n";

/** The bundler's own few lines, which it always puts into a file apart. */
const RUNTIME = "rolldown-runtime";

/** Lays the bundler's lines into a chunk that would ask for their file: one file more is one journey more. */
function withRuntime(chunk: Rolldown.OutputChunk, runtime: Rolldown.OutputChunk | undefined): void {
  if (!runtime || !chunk.imports.includes(runtime.fileName)) return;
  const [, given, from] = /^import\{(\w+) as (\w+)\}from"[^"]*"/.exec(imported(chunk, runtime)) ?? [];
  const lines = runtime.code.replace(/export\{(\w+)\};?\s*$/, "return{$1}");
  if (!given || !from || lines === runtime.code)
    throw new Error("The bundler writes its runtime otherwise now");
  chunk.code = chunk.code.replace(imported(chunk, runtime), () => `var{${given}:${from}}=(()=>{${lines}})()`);
}

/** The statement by which a chunk imports another. */
function imported(chunk: Rolldown.OutputChunk, other: Rolldown.OutputChunk): string {
  const name = other.fileName.split("/").at(-1) ?? "";
  return chunk.code.match(new RegExp(`import\\{[^}]*\\}from"\\./${name.replaceAll(".", "\\.")}"`))?.[0] ?? "";
}

/** The page names at once what the phone will ask for; at a desk its style is fetched, and never applied. */
export function hintAtPhone(): Plugin {
  return {
    name: "hint-at-phone",
    apply: "build",
    buildStart() {
      this.emitFile({ type: "chunk", id: source("early.ts"), name: "early" });
    },
    generateBundle: {
      order: "post",
      handler(_options, bundle) {
        const chunks = Object.values(bundle).filter((file) => file.type === "chunk");
        const runtime = chunks.find((chunk) => chunk.name === RUNTIME);
        for (const chunk of chunks) {
          if (!isPhone(chunk) && !chunk.moduleIds.includes(MAIN)) continue;
          withRuntime(chunk, runtime);
          chunk.code = COMPILE_AT_ONCE + chunk.code;
        }
      },
    },
    transformIndexHtml: {
      order: "post",
      handler(html, { bundle = {} }): HtmlTagDescriptor[] {
        const chunks = Object.values(bundle).filter((file) => file.type === "chunk");
        const phone = chunks.filter(isPhone);
        const asked = phone.flatMap((chunk) => [chunk.fileName, ...chunk.imports]);
        const files = new Set(asked.filter((file) => !file.includes(RUNTIME)));
        const styles = new Set(phone.flatMap(stylesOf));
        return [
          ...[...files].map((file) => ({ rel: "modulepreload", crossorigin: true, href: `/${file}` })),
          ...[...styles].map((file) => ({
            rel: "preload",
            as: "style",
            crossorigin: true,
            href: `/${file}`,
          })),
        ]
          .filter(({ href }) => !html.includes(`"${href}"`))
          .map((attrs) => ({ tag: "link", attrs, injectTo: "head" }));
      },
    },
  };
}
