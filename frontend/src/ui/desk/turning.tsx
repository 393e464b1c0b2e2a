import type { ComponentChildren } from "preact";
import { useEffect, useRef, useState } from "preact/hooks";
import { type Loaded, useLoaded } from "../load";
import { frameWords } from "./words";

/** Where the next page begins: a key, or the number of the last line; null where there is none. */
type Next = string | number | null;

/** A page of a list, as the server tells it: by key, with the way on. */
export interface Paged {
  next: Next;
  results?: readonly unknown[];
}

type Turned<T> = [
  loaded: Loaded<T>,
  again: () => void,
  /** back and on, below the list */
  turning: (next: Next) => ComponentChildren,
  /** which page one is on, the first is 0 */
  page: number,
];

/**
 * A list in pages: asks for the page that one is on, and begins anew when `key` changes. While a page is turned
 * the one before stays on the screen; a page that has become empty under one's hands turns back.
 */
export function useTurned<T extends Paged>(
  key: string,
  ask: (cursor: string, signal: AbortSignal) => Promise<T>,
): Turned<T> {
  const [at, setAt] = useState({ key, cursors: [""] });
  const cursors = at.key === key ? at.cursors : [""];
  const cursor = cursors.at(-1) ?? "";
  const [asked, again] = useLoaded(`${key} ${cursor}`, (signal) => ask(cursor, signal));
  const turn = (to: string[]) => setAt({ key, cursors: to });
  const loaded = useLast(key, asked);
  useEffect(() => {
    const isEmpty = asked.state === "ready" && asked.value.results?.length === 0;
    if (isEmpty && cursors.length > 1) turn(cursors.slice(0, -1));
  }, [asked]);
  const busy = loaded.state === "loading";
  const turning = (next: Next) => <Turning cursor={cursors} next={next} turn={turn} busy={busy} />;
  return [loaded, again, turning, cursors.length - 1];
}

/** What is known, or, while another page of the same list is asked for, the page before it. */
function useLast<T>(key: string, loaded: Loaded<T>): Loaded<T> {
  const last = useRef<{ key: string; value: T } | null>(null);
  if (loaded.value !== null) last.current = { key, value: loaded.value };
  if (loaded.state !== "loading" || loaded.value !== null || last.current?.key !== key) return loaded;
  return { state: "loading", value: last.current.value };
}

interface TurningProps {
  /** where each page began, the first with nothing */
  cursor: string[];
  next: Next;
  turn: (cursor: string[]) => void;
  /** a page is on its way: another turn would be counted from the wrong one */
  busy: boolean;
}

/** Back and on through the pages of a list. The keyboard stays here, also where the last page has no way on. */
function Turning({ cursor, next, turn, busy }: TurningProps) {
  const nav = useRef<HTMLElement>(null);
  const turned = useRef(false);
  useEffect(() => {
    if (turned.current && document.activeElement === document.body) nav.current?.focus();
  }, [cursor.length, next]);
  if (cursor.length < 2 && !next) return null;
  const go = (to: string[]) => {
    turned.current = true;
    if (!busy) turn(to);
  };
  return (
    <nav ref={nav} class="turning" aria-label={frameWords.say("pages")} aria-busy={busy} tabIndex={-1}>
      {cursor.length > 1 && (
        <button type="button" class="act small" onClick={() => go(cursor.slice(0, -1))}>
          {frameWords.say("pages.back")}
        </button>
      )}
      {next && (
        <button type="button" class="act small" onClick={() => go([...cursor, String(next)])}>
          {frameWords.say("pages.on")}
        </button>
      )}
    </nav>
  );
}
