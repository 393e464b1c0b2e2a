import type { Choice, Edition, Node } from "../edition";
import type { Tree } from "./tree";

/** A node, the group or repeat around it, and the repeats it lies in, outermost first. */
export interface Place {
  readonly node: Node;
  readonly around?: string | undefined;
  readonly repeats: readonly string[];
}

/** The names of one edition: where each stands, and in which order they can be worked out. */
export interface Outline {
  readonly edition: Edition;
  readonly places: ReadonlyMap<string, Place>;
  readonly order: readonly string[];
}

/** The names a tree asks for. */
export const namesIn = (tree: Tree): string[] => {
  if (typeof tree !== "object") return [];
  return tree[0] === "$" ? [String(tree[1])] : tree.slice(1).flatMap((branch) => namesIn(branch));
};

/** The tree under a key of a node, if it has one. */
export const treeOf = (node: Node, key: string): Tree | undefined =>
  (node as unknown as Record<string, Tree | undefined>)[key];

const place = (
  body: readonly Node[],
  places: Map<string, Place>,
  repeats: readonly string[],
  around?: string,
): Map<string, Place> => {
  for (const node of body) {
    places.set(node.name, { node, around, repeats });
    const inside = node.kind === "repeat" ? [...repeats, node.name] : repeats;
    if (node.kind !== "question") place(node.body ?? [], places, inside, node.name);
  }
  return places;
};

const needsOf = ({ node, around }: Place): string[] => [
  ...(around === undefined ? [] : [around]),
  ...["relevant", "calculation", "count"].flatMap((key) => namesIn(treeOf(node, key) ?? "")),
];

/** Every name after the names it needs, so that no chain of calculations is followed by recursion. */
const ordered = (places: ReadonlyMap<string, Place>): string[] => {
  const needs = new Map([...places].map(([name, found]) => [name, needsOf(found)]));
  const order: string[] = [];
  const seen = new Set<string>();
  for (const root of places.keys()) {
    const path = seen.has(root) ? [] : [root];
    for (let name = path.at(-1); name !== undefined; name = path.at(-1)) {
      seen.add(name);
      const next = needs.get(name)?.find((need) => places.has(need) && !seen.has(need));
      if (next !== undefined) path.push(next);
      else order.push(...path.splice(-1));
    }
  }
  return order;
};

const outlines = new WeakMap<Edition, Outline>();

/** An edition's outline, made once. */
export const outlineOf = (edition: Edition): Outline => {
  let outline = outlines.get(edition);
  if (!outline) {
    const places = place(edition.body, new Map(), []);
    outline = { edition, places, order: ordered(places) };
    outlines.set(edition, outline);
  }
  return outline;
};

/** Every choice of a question's list; none for questions without one. */
export const choicesOf = ({ edition, places }: Outline, name: string): readonly Choice[] =>
  edition.lists[String(treeOf(places.get(name)?.node ?? ({} as Node), "list"))] ?? [];
