import { useEffect, useRef } from "preact/hooks";
import type { DeskAnswer, DeskVisit } from "../../domain/review";
import { plain, signed } from "../../ui/desk/figures";
import { clock, nearDay } from "../../ui/times";
import { Said } from "../AnswersPart";
import { splitName } from "../StoresTable";
import { useWords } from "../words";
import { AdjustedPart } from "./AdjustedPart";
import { AnswerDesk } from "./AnswerDesk";
import { TimelinePart } from "./TimelinePart";
import type { DeskActs } from "./useDesk";

/** The visit in the middle of the desk: its facts, its timeline, its answers. */
export function DeskVisitPart({ visit, desk }: { visit: DeskVisit; desk: DeskActs }) {
  const { t, pick } = useWords();
  const { city, name } = splitName(visit.store);
  const at = desk.here ? desk.answers.indexOf(desk.here) + 1 : 0;
  return (
    <section aria-labelledby="visit-title">
      <p class="over-title">
        <span>
          {visit.completed_at &&
            t("review.received", {
              at: `${nearDay(visit.completed_at, Date.now())} ${clock(visit.completed_at)}`,
            })}
          {" · "}
          {t(visit.revision && visit.revision > 1 ? "review.mended" : "review.first_look")}
        </span>
        <bdi class="end" dir="ltr">
          {at || "–"} / {desk.answers.length}
        </bdi>
      </p>
      <h2 id="visit-title">{[city, name].filter(Boolean).join(", ")}</h2>
      <p class="quiet">
        <Facts visit={visit} />
      </p>
      <Standing visit={visit} desk={desk} />
      <TimelinePart visit={visit} />
      {visit.sections.map((section) => {
        const asked = section.answers.filter((answer) => answer.state !== "hidden");
        return (
          asked.length > 0 && (
            <div key={section.name}>
              <h3 class="section-line">
                <bdi class="words">{pick(section.label) || section.name}</bdi>
              </h3>
              <ol>
                {asked.map((answer) => (
                  <DeskLine key={answer.name} answer={answer} visit={visit} desk={desk} />
                ))}
              </ol>
            </div>
          )
        );
      })}
    </section>
  );
}

function Facts({ visit }: { visit: DeskVisit }) {
  const { t, language } = useWords();
  const shopper = typeof visit.shopper === "string" ? visit.shopper : visit.shopper?.name;
  const shown = visit.grade?.shown;
  const surplus = visit.grade?.surplus;
  const parts = [
    shopper && t("visit.by", { shopper }),
    shown && t("review.would_grade", { shown: plain(Number(shown), 1, language) }),
    surplus !== null &&
      surplus !== undefined &&
      t("review.surplus", { net: signed(Number(surplus), 2, language) }),
    visit.is_critical && t("band.critical"),
  ];
  return <>{parts.filter(Boolean).join(" · ")}</>;
}

/** Why nothing can be done just now, or whose yes there is already. */
function Standing({ visit, desk }: { visit: DeskVisit; desk: DeskActs }) {
  const { t } = useWords();
  const said = [
    desk.other && t("review.on_desk", { by: desk.other }),
    visit.state !== "in_review" && t("review.is", { state: t(`state.${visit.state}`) }),
    visit.wants_approval &&
      visit.state === "in_review" &&
      (visit.approvals.length
        ? t("review.approved_by", { by: visit.approvals.map(({ by }) => by).join(", ") })
        : t("review.wants_two")),
    visit.send_back && t("mark.sent_back", { reason: visit.send_back.reason }),
  ].filter(Boolean);
  return said.length ? (
    <p class="banner" role="status">
      {said.join(" · ")}
    </p>
  ) : null;
}

function DeskLine({ answer, visit, desk }: { answer: DeskAnswer; visit: DeskVisit; desk: DeskActs }) {
  const { pick } = useWords();
  const line = useRef<HTMLLIElement>(null);
  const isHere = desk.here?.name === answer.name;
  useEffect(() => {
    if (!isHere || line.current?.contains(document.activeElement)) return;
    line.current?.focus({ preventScroll: true });
    line.current?.scrollIntoView({ block: "nearest" });
  }, [isHere]);
  return (
    <li
      ref={line}
      tabIndex={-1}
      class={isHere ? "answer here" : "answer"}
      {...(isHere && { "aria-current": "true" as const })}
    >
      <span class="code">{answer.code}</span>
      <button type="button" class="asked" onClick={() => desk.look(answer.name)} aria-expanded={isHere}>
        <bdi class="words">{pick(answer.label) || answer.name}</bdi>
      </button>
      <span class="said" dir="auto">
        <Said answer={answer} />
      </span>
      <AdjustedPart visit={visit} question={answer.name} desk={desk} />
      <AnswerDesk answer={answer} visit={visit} desk={desk} isHere={isHere} />
    </li>
  );
}
