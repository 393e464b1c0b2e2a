import type { Turn } from "../../domain/expressions";
import { anchorOf } from "./sections";

const isCalm = (): boolean => matchMedia("(prefers-reduced-motion: reduce)").matches;

/** Brings a question before the eyes, and the reader's focus to it. */
export function jumpTo(name: string, turn: Turn = []): void {
  const box = document.getElementById(`${anchorOf(name, turn)}-box`);
  box?.scrollIntoView({ block: "start", behavior: isCalm() ? "auto" : "smooth" });
  box?.focus({ preventScroll: true });
}

/** The question that the address points to, once it is drawn. */
export function jumpToHash(): boolean {
  const box = location.hash ? document.getElementById(`${location.hash.slice(1)}-box`) : null;
  box?.scrollIntoView({ block: "start" });
  box?.focus({ preventScroll: true });
  return box !== null;
}
