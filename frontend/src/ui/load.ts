import { useCallback, useEffect, useState } from "preact/hooks";

/** What a page knows of something it asked for. While it asks anew the last answer stays on the screen. */
export type Loaded<T> =
  | { state: "loading"; value: T | null }
  | { state: "ready"; value: T }
  | { state: "failed"; value: T | null; problem: unknown };

/** Ask when `key` changes; `again` asks once more. An answer that comes too late for its key is dropped. */
export function useLoaded<T>(key: string, ask: (signal: AbortSignal) => Promise<T>): [Loaded<T>, () => void] {
  const [loaded, setLoaded] = useState<Loaded<T>>({ state: "loading", value: null });
  const [turn, setTurn] = useState(0);
  useEffect(() => {
    const abort = new AbortController();
    setLoaded((last) => ({ state: "loading", value: turn > 0 ? last.value : null }));
    ask(abort.signal).then(
      (value) => !abort.signal.aborted && setLoaded({ state: "ready", value }),
      (problem: unknown) =>
        !abort.signal.aborted && setLoaded((last) => ({ state: "failed", value: last.value, problem })),
    );
    return () => abort.abort();
  }, [key, turn]);
  return [loaded, useCallback(() => setTurn((count) => count + 1), [])];
}
