import { fileURLToPath } from "node:url";
import type { HtmlTagDescriptor, Plugin, Rolldown } from "vite";

/**
 * What the shopper's phone loads before its first question: few files, all of them named by the page itself.
 * Over two bars of signal each question that waits for another's answer costs half a second, and a browser
 * asks a plain server for six files at once: a seventh waits for a whole journey there and back.
 */

const MAIN = source("main.tsx");
const PHONE = source("shopper/index.tsx");
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

/** Names the file of each module of the first load: what every area stands on, or what only a phone needs. */
export function phoneFiles(): Rolldown.CodeSplittingGroup {
  let files: ReadonlyMap<string, string> | null = null;
  const sorted = (context: Rolldown.ChunkingContext) => {
    const desks = new Set(DESKS.flatMap((desk) => [...reached(desk, context)]));
    const phone = [...reached(PHONE, context)];
    return new Map([
      ...phone.map((module) => [module, desks.has(module) ? "ground" : "phone"] as const),
      ...[...reached(MAIN, context)].map((module) => [module, "ground"] as const),
    ]);
  };
  return {
    name(module, context) {
      files ??= sorted(context);
      // the bundler's own few lines would be a file more
      return module.includes("rolldown/runtime") ? "ground" : (files.get(module) ?? null);
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
        for (const chunk of Object.values(bundle)) {
          const isFirst = chunk.type === "chunk" && (isPhone(chunk) || chunk.moduleIds.includes(MAIN));
          if (isFirst) chunk.code = COMPILE_AT_ONCE + chunk.code;
        }
      },
    },
    transformIndexHtml: {
      order: "post",
      handler(html, { bundle = {} }): HtmlTagDescriptor[] {
        const chunks = Object.values(bundle).filter((file) => file.type === "chunk");
        const phone = chunks.filter(isPhone);
        const files = new Set(phone.flatMap((chunk) => [chunk.fileName, ...chunk.imports]));
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
