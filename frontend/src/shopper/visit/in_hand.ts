import { useEffect, useState } from "preact/hooks";
import type { Phone } from "../phone";
import type { OpenVisit } from "./open_visit";
import { takeUp } from "./take_up";

/** The one visit in hand: going from section to section reads nothing anew. */
let inHand: OpenVisit | null = null;

/** Puts the visit down: the next look at it reads the disk. */
export function putDown(): void {
  inHand = null;
}

/** Takes a draft in hand before its page asks for it; null when it or its edition is not on this phone. */
export async function takeInHand(phone: Phone, id: string): Promise<OpenVisit | null> {
  inHand = await takeUp(phone.store, id);
  return inHand;
}

const isSame = (open: OpenVisit | null, id: string, revision: number | undefined): open is OpenVisit =>
  open !== null && open.visit.id === id && open.visit.revision === revision;

/** The draft of a visit: `undefined` while it is read, null when there is none on this phone. */
export function useOpenVisit(phone: Phone, id: string): OpenVisit | null | undefined {
  const seen = phone.seen.value.visits.find((visit) => visit.id === id);
  const revision = seen?.revision;
  const [open, setOpen] = useState<OpenVisit | null | undefined>(
    isSame(inHand, id, revision) ? inHand : undefined,
  );
  useEffect(() => {
    if (isSame(open ?? null, id, revision)) return;
    if (isSame(inHand, id, revision)) return setOpen(inHand);
    let left = false;
    void takeUp(phone.store, id, seen?.edition).then((found) => {
      if (left) return;
      inHand = found;
      setOpen(found);
    });
    return () => {
      left = true;
    };
  }, [id, revision]);
  useEffect(() => {
    const back = () => document.visibilityState === "visible" && void open?.reread();
    document.addEventListener("visibilitychange", back);
    return () => document.removeEventListener("visibilitychange", back);
  }, [open]);
  return open;
}
