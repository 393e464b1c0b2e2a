import type { Words } from "../edition";
import { namesIn, type Outline, type Place, treeOf } from "./outline";
import type { Tree } from "./tree";

/** Everything of a node that is worked out from answers. */
const TREES = "relevant calculation count required constraint choice_filter read_only default".split(" ");
const WORDS = ["label", "hint", "required_message", "constraint_message"];
/** What says something else as time goes by, or in another zone. */
const TIMELY = new Set(["today", "now", "date", "date-time", "format-date", "format-date-time"]);

/** Which names to work out anew after a change, and those whose value changes by itself. */
interface Web {
  readonly needing: ReadonlyMap<string, readonly string[]>;
  readonly timely: readonly string[];
}

const isTimely = (tree: Tree): boolean =>
  typeof tree === "object" && (TIMELY.has(tree[0]) || tree.slice(1).some((branch) => isTimely(branch)));

/** The names that words show: `${name}`. */
const namesShown = (words: Words | undefined): string[] =>
  Object.values(words ?? {}).flatMap((text) =>
    [...text.matchAll(/\$\{\s*([^}\s]+)\s*\}/g)].map(([, name]) => name ?? ""),
  );

const treesOf = ({ node }: Place): Tree[] =>
  TREES.map((key) => treeOf(node, key)).filter((tree) => tree !== undefined);

function needs(place: Place): Set<string> {
  const words = WORDS.map((key) => treeOf(place.node, key) as unknown as Words | undefined);
  return new Set([
    ...(place.around === undefined ? [] : [place.around]),
    ...treesOf(place).flatMap(namesIn),
    ...words.flatMap(namesShown),
  ]);
}

function webOf({ places }: Outline): Web {
  const needing = new Map<string, string[]>();
  for (const [name, place] of places)
    for (const need of needs(place)) {
      const others = needing.get(need);
      if (others) others.push(name);
      else needing.set(need, [name]);
    }
  const timely = [...places].filter(([, place]) => treesOf(place).some(isTimely)).map(([name]) => name);
  return { needing, timely };
}

const webs = new WeakMap<Outline, Web>();

/** The names themselves and every name that any of them reaches: the only ones that a change of them can change. */
export function reachedFrom(outline: Outline, names: Iterable<string>): ReadonlySet<string> {
  const web = webs.get(outline) ?? webOf(outline);
  webs.set(outline, web);
  const reached = new Set([...names, ...web.timely]);
  for (const name of reached) for (const next of web.needing.get(name) ?? []) reached.add(next);
  return reached;
}
