import { useCallback, useRef } from "preact/hooks";

/** An act that never rejects; `isNewest` says whether nothing has been asked for since. */
export type Act = (isNewest: () => boolean) => Promise<void>;

/**
 * Acts follow each other as they were asked for: what was chosen last is what the server holds in the end, and an
 * older answer never takes the place of a newer one.
 */
export function useInTurn(): (act: Act) => void {
  const last = useRef(Promise.resolve());
  const count = useRef(0);
  return useCallback((act) => {
    count.current += 1;
    const mine = count.current;
    last.current = last.current.then(() => act(() => mine === count.current));
  }, []);
}
