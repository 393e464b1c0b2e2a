import { useCallback, useEffect, useState } from "preact/hooks";

/** What a page knows of something it asked for. While it asks anew the last answer stays on the screen. */
export type Loaded<T> =
  | { state: "loading"; value: T | null }
  | { state: "ready"; value: T }
  | { state: "failed"; value: T | null; problem: unknown };

const NOTHING = { state: "loading", value: null } as const;

/**
 * Ask when `key` changes; `again` asks once more. What is told is always of this key: an answer that comes too late
 * for its own is dropped, and what was known of another is not shown in its place.
 */
export function useLoaded<T>(key: string, ask: (signal: AbortSignal) => Promise<T>): [Loaded<T>, () => void] {
  const [known, setKnown] = useState<{ key: string; loaded: Loaded<T> }>({ key, loaded: NOTHING });
  const [turn, setTurn] = useState(0);
  useEffect(() => {
    const abort = new AbortController();
    const tell = (next: (value: T | null) => Loaded<T>) =>
      abort.signal.aborted ||
      setKnown((last) => ({ key, loaded: next(last.key === key ? last.loaded.value : null) }));
    tell((value) => ({ state: "loading", value }));
    ask(abort.signal).then(
      (value) => tell(() => ({ state: "ready", value })),
      (problem: unknown) => tell((value) => ({ state: "failed", value, problem })),
    );
    return () => abort.abort();
  }, [key, turn]);
  return [known.key === key ? known.loaded : NOTHING, useCallback(() => setTurn((count) => count + 1), [])];
}
