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

/** A draft for its page: `undefined` while it is read, null when there is none here, "unread" where the disk fails. */
export type Drafted = OpenVisit | "unread" | null | undefined;

const openOf = (drafted: Drafted): OpenVisit | null => (drafted && drafted !== "unread" ? drafted : null);

/** The draft of a visit. */
export function useOpenVisit(phone: Phone, id: string): Drafted {
  const seen = phone.seen.value.visits.find((visit) => visit.id === id);
  const revision = seen?.revision;
  const [open, setOpen] = useState<Drafted>(isSame(inHand, id, revision) ? inHand : undefined);
  useEffect(() => {
    if (isSame(openOf(open), id, revision)) return;
    if (isSame(inHand, id, revision)) return setOpen(inHand);
    let left = false;
    takeUp(phone.store, id, seen?.edition).then(
      (found) => {
        if (left) return;
        inHand = found;
        setOpen(found);
      },
      () => left || setOpen("unread"),
    );
    return () => {
      left = true;
    };
  }, [id, revision]);
  useEffect(() => {
    const back = () => document.visibilityState === "visible" && void openOf(open)?.reread();
    document.addEventListener("visibilitychange", back);
    return () => document.removeEventListener("visibilitychange", back);
  }, [open]);
  return open;
}
