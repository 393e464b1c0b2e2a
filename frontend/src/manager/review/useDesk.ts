import type { RefObject } from "preact";
import { useLayoutEffect, useRef, useState } from "preact/hooks";
import { answersOf, type DeskAnswer, type DeskVisit } from "../../domain/review";

type Send = (method: "POST" | "DELETE", path: string, body?: object) => Promise<unknown>;

interface Around {
  /** whose desk the visit lies on, "" for mine */
  other: string;
  again: () => void;
  judged: () => void;
  /** the visit stands in another list now, and stays on the page */
  moved: () => void;
  evidence: RefObject<HTMLElement | null>;
  send: Send;
}

export interface DeskActs {
  /** the answers that are asked, and which of them is looked at */
  answers: DeskAnswer[];
  here: DeskAnswer | undefined;
  look: (name: string) => void;
  /** whether this reader may judge the visit now; whose desk it lies on otherwise */
  isOpen: boolean;
  other: string;
  busy: boolean;
  trouble: unknown;
  /** does one act at the server, then loads the visit anew; whether it was done */
  act: (method: "POST" | "DELETE", path: string, body?: object) => Promise<boolean>;
  release: () => void;
  /** whether it can be taken back from its shopper, and doing so */
  isAway: boolean;
  recall: () => void;
  dialogs: Readonly<Record<DialogName, RefObject<HTMLDialogElement | null>>>;
  open: (dialog: DialogName) => void;
}

export type DialogName = "adjust" | "sendBack" | "keys";

/** What can be done at the desk, by button and by key. */
export function useDesk(visit: DeskVisit, around: Around): DeskActs {
  const { other, again, judged, moved, evidence, send } = around;
  const answers = answersOf(visit);
  const [name, look] = useState("");
  const [busy, setBusy] = useState(false);
  const [trouble, setTrouble] = useState<unknown>(null);
  const dialogs = {
    adjust: useRef<HTMLDialogElement>(null),
    sendBack: useRef<HTMLDialogElement>(null),
    keys: useRef<HTMLDialogElement>(null),
  };
  const here = answers.find((answer) => answer.name === name);
  const isOpen = visit.state === "in_review" && visit.reviews && !other;
  const act: DeskActs["act"] = async (method, path, body) => {
    setBusy(true);
    try {
      await send(method, `visits/${visit.id}/${path}`, body);
      setTrouble(null);
      again();
      return true;
    } catch (problem) {
      setTrouble(problem);
      return false;
    } finally {
      setBusy(false);
    }
  };
  const release = () => void act("POST", "release", {}).then((done) => done && judged());
  const isAway = visit.state === "sent_back" && visit.reviews;
  const recall = () => void act("POST", "recall", {}).then((done) => done && moved());
  const open = (dialog: DialogName) => dialogs[dialog].current?.showModal();
  useKeys({
    j: () => look(next(answers, name, 1)),
    k: () => look(next(answers, name, -1)),
    n: () => document.querySelector<HTMLInputElement>(".review .here .note-in")?.focus(),
    e: () => (evidence.current?.querySelector<HTMLElement>("button, a") ?? evidence.current)?.focus(),
    "?": () => open("keys"),
    ...(isOpen && !busy && { b: () => open("sendBack"), r: release }),
    ...(isAway && !busy && { t: recall }),
    ...(isOpen && here?.is_adjustable && { a: () => open("adjust") }),
  });
  return { answers, here, look, isOpen, other, busy, trouble, act, release, isAway, recall, dialogs, open };
}

/** The name of the answer `by` steps on; the first, or the last, from nowhere. */
export function next(answers: readonly { name: string }[], name: string, by: 1 | -1): string {
  const at = answers.findIndex((answer) => answer.name === name);
  const to = at < 0 ? (by > 0 ? 0 : answers.length - 1) : at + by;
  return answers[Math.min(Math.max(to, 0), answers.length - 1)]?.name ?? "";
}

/** Single keys, silent while somebody types or a dialog is open. */
function useKeys(keys: Readonly<Record<string, () => void>>): void {
  // before the page is painted: who sees it may press at once
  useLayoutEffect(() => {
    const press = (event: KeyboardEvent) => {
      const target = event.target as HTMLElement;
      if (event.ctrlKey || event.metaKey || event.altKey) return;
      if (target.closest("input, textarea, select, dialog")) return;
      const does = keys[event.key.toLowerCase()];
      if (!does) return;
      event.preventDefault(); // or the N would stand in the note
      does();
    };
    addEventListener("keydown", press);
    return () => removeEventListener("keydown", press);
  });
}
