import { useEffect, useRef, useState } from "preact/hooks";
import { Problem, read, send } from "../../api/asking";
import type { DeskVisit, QueueLine, QueuePage } from "../../domain/review";
import { useTurned } from "../../ui/desk/turning";
import { type Loaded, useLoaded } from "../../ui/load";
import { go, goFrom } from "../../ui/router";
import { Page, useTitle } from "../Page";
import { useWords } from "../words";
import { DeskDialogs } from "./DeskDialogs";
import { DeskVisitPart } from "./DeskVisitPart";
import { EvidencePart } from "./EvidencePart";
import { QueuePart, type QueueTurned } from "./QueuePart";
import { useDesk } from "./useDesk";
import { VerdictBar } from "./VerdictBar";
import "./review.css";

const WIDE = "(min-width: 62rem)";

/** The review desk: what waits, one visit, and what speaks for and against it. Everything has a key. */
export function ReviewPage({ visit }: { visit: string }) {
  const { t } = useWords();
  useTitle(t("review"));
  const waiting = useQueue("in_review", SIZE);
  const mending = useQueue("sent_back", SIZE_MENDING);
  const [gone, setGone] = useState("");
  const moved = () => {
    waiting.again();
    mending.again();
  };
  const judged = () => {
    setGone(visit); // the list still names it until it is loaded anew
    moved();
    goFrom(`/review/${visit}`, "/review", "replace");
  };
  useFirst(visit, waiting.loaded, gone);
  return (
    <div class="review">
      <nav class="queue" aria-label={t("review.queue")}>
        <h1>{t("review")}</h1>
        <Page loaded={waiting.loaded} again={waiting.again}>
          {(page) => <QueuePart waiting={{ ...waiting, page }} mending={mending} current={visit} />}
        </Page>
      </nav>
      {visit ? (
        <OneVisit key={visit} visit={visit} judged={judged} moved={moved} />
      ) : (
        <p class="quiet empty">{t("review.choose")}</p>
      )}
    </div>
  );
}

const SIZE = 50;
const SIZE_MENDING = 20;

/** What waits for one of two things, page by page in the server's order: by deadline, then by risk. */
function useQueue(state: QueueLine["state"], size: number): QueueTurned {
  const [loaded, again, turning, at] = useTurned(state, (cursor, signal) =>
    read<QueuePage>("reviews/queue", { state, limit: size, cursor }, signal),
  );
  return { loaded, again, turning, first: at * size + 1 };
}

/**
 * On a desk the first visit that lies on nobody else's opens by itself, but never the one just judged; on a
 * phone the queue is the page.
 */
function useFirst(visit: string, waiting: Loaded<QueuePage>, gone: string): void {
  const first =
    waiting.state === "ready" &&
    waiting.value.results.find(({ id, on_desk }) => id !== gone && (on_desk === null || on_desk.is_mine))?.id;
  useEffect(() => {
    if (!visit && first && matchMedia(WIDE).matches) go(`/review/${first}`, "replace");
  }, [visit, first]);
}

interface Turns {
  judged: () => void;
  moved: () => void;
}

function OneVisit({ visit, ...turns }: { visit: string } & Turns) {
  const [loaded, again] = useLoaded(visit, (signal) => read<DeskVisit>(`visits/${visit}`, {}, signal));
  return (
    <Page loaded={loaded} again={again}>
      {(found) => <OnDesk visit={found} again={again} {...turns} />}
    </Page>
  );
}

/** The visit in the middle, its evidence beside it, the verdict below; all of them act through one desk. */
function OnDesk({ visit, again, judged, moved }: { visit: DeskVisit; again: () => void } & Turns) {
  const other = useHold(visit, again);
  const evidence = useRef<HTMLElement>(null);
  const desk = useDesk(visit, { other, again, judged, moved, evidence, send });
  return (
    <>
      <DeskVisitPart visit={visit} desk={desk} />
      <EvidencePart visit={visit} within={evidence} />
      <VerdictBar visit={visit} desk={desk} />
      <DeskDialogs visit={visit} desk={desk} judged={judged} again={again} />
    </>
  );
}

const RENEWED = 4 * 60_000; // the server lets go after ten minutes

/** Takes the visit while its page is open; whose desk it lies on otherwise, "" for nobody's but mine. */
function useHold(visit: DeskVisit, again: () => void): string {
  const [other, setOther] = useState("");
  const isOpen = visit.state === "in_review";
  useEffect(() => {
    if (!isOpen) return;
    const take = () =>
      void send("POST", `visits/${visit.id}/take`, {}).then(
        () => setOther(""),
        (problem: unknown) => {
          if (!(problem instanceof Problem)) return;
          if (problem.code === "visit_on_desk") setOther(String(problem.members.by ?? "?"));
          if (problem.code === "visit_not_in_review") again();
        },
      );
    take();
    const timer = setInterval(() => document.visibilityState === "visible" && take(), RENEWED);
    return () => {
      clearInterval(timer);
      void send("POST", `visits/${visit.id}/leave`, {}).catch(() => undefined); // it lapses by itself
    };
  }, [visit.id, isOpen]);
  return other;
}
