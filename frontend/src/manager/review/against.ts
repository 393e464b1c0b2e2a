import { useEffect, useState } from "preact/hooks";
import type { DeskVisit } from "../../domain/review";

/** A browser's timer knows no longer time than 24 days. */
const LONGEST = 2 ** 31 - 1;

/** What stands against an appeal now, null for nothing: the time for it may end while the page is open. */
export function useAgainst({ appealing }: Pick<DeskVisit, "appealing">): string | null {
  const until = appealing ? Date.parse(appealing.until) : Number.POSITIVE_INFINITY;
  const [isOver, setOver] = useState(until <= Date.now());
  useEffect(() => {
    const left = until - Date.now();
    setOver(left <= 0);
    if (left <= 0 || left > LONGEST) return;
    const timer = setTimeout(() => setOver(true), left);
    return () => clearTimeout(timer);
  }, [until]);
  return appealing?.against || (isOver ? "appeal_too_late" : null);
}
