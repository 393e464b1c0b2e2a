import type { ComponentChildren } from "preact";
import { useState } from "preact/hooks";
import { type Loaded, useLoaded } from "../load";
import { frameWords } from "./words";

/** A page of a list, as the server tells it: by key, with the way on. */
export interface Paged {
  next: string | null;
}

/** A list in pages: asks for the page that one is on, and begins anew when `key` changes. */
export function useTurned<T extends Paged>(
  key: string,
  ask: (cursor: string, signal: AbortSignal) => Promise<T>,
): [Loaded<T>, () => void, (next: string | null) => ComponentChildren] {
  const [at, setAt] = useState({ key, cursors: [""] });
  const cursors = at.key === key ? at.cursors : [""];
  const cursor = cursors.at(-1) ?? "";
  const [loaded, again] = useLoaded(`${key} ${cursor}`, (signal) => ask(cursor, signal));
  const turn = (to: string[]) => setAt({ key, cursors: to });
  return [loaded, again, (next) => <Turning cursor={cursors} next={next} turn={turn} />];
}

interface TurningProps {
  /** where each page began, the first with nothing */
  cursor: string[];
  next: string | null;
  turn: (cursor: string[]) => void;
}

/** Back and on through the pages of a list. */
export function Turning({ cursor, next, turn }: TurningProps) {
  if (cursor.length < 2 && !next) return null;
  return (
    <nav class="turning" aria-label={frameWords.say("pages")}>
      {cursor.length > 1 && (
        <button type="button" class="act small" onClick={() => turn(cursor.slice(0, -1))}>
          {frameWords.say("pages.back")}
        </button>
      )}
      {next && (
        <button type="button" class="act small" onClick={() => turn([...cursor, next])}>
          {frameWords.say("pages.on")}
        </button>
      )}
    </nav>
  );
}
