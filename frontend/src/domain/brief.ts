/** A brief: its words a little marked up, and the blocks that they are read as (docs/contracts.md, "Programme"). */
export interface Span {
  text: string;
  strong?: boolean;
  emphasis?: boolean;
}

export interface Block {
  kind: "paragraph" | "heading" | "list" | "picture";
  spans?: Span[];
  ordered?: boolean;
  lines?: Span[][];
  sha256?: string;
  words?: string;
}

/** What a button of the editor does with the words that are chosen. */
export type Mark = "heading" | "strong" | "emphasis" | "bullets" | "numbers";

export interface Chosen {
  text: string;
  from: number;
  to: number;
}

const AROUND = { strong: "**", emphasis: "*" } as const;
const BEFORE: Readonly<Record<"heading" | "bullets" | "numbers", (line: number) => string>> = {
  heading: () => "# ",
  bullets: () => "- ",
  numbers: (line) => `${line + 1}. `,
};

/** The words with a mark, and what is chosen then: around a word, or before each line that is touched. */
export function marked({ text, from, to }: Chosen, mark: Mark): Chosen {
  if (mark === "strong" || mark === "emphasis") {
    const sign = AROUND[mark];
    const inner = text.slice(from, to);
    const start = from + sign.length;
    return {
      text: text.slice(0, from) + sign + inner + sign + text.slice(to),
      from: start,
      to: start + inner.length,
    };
  }
  const start = text.lastIndexOf("\n", from - 1) + 1;
  const found = text.indexOf("\n", to);
  const end = found === -1 ? text.length : found;
  const lines = text.slice(start, end).split("\n");
  const put = lines.map((line, index) => BEFORE[mark](index) + line).join("\n");
  return { text: text.slice(0, start) + put + text.slice(end), from: start, to: start + put.length };
}

/** The words with a picture on a line of its own, after the line that one is on. */
export function withPicture({ text, to }: Chosen, sha256: string, words: string): string {
  const found = text.indexOf("\n", to);
  const end = found === -1 ? text.length : found;
  const line = `![${words.replace(/[[\]\n]/g, " ").trim()}](picture:${sha256})`;
  const before = text.slice(0, end).trimEnd();
  return `${before}${before && "\n\n"}${line}\n${text.slice(end)}`;
}
