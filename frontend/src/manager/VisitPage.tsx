import { read } from "../api/asking";
import type { ReadVisit } from "../domain/reading";
import type { DeskVisit } from "../domain/review";
import { Glyph } from "../ui/desk/Band";
import { Figure } from "../ui/desk/Figure";
import { plain, shortest, signed } from "../ui/desk/figures";
import { useLoaded } from "../ui/load";
import { wholeDay } from "../ui/times";
import { AnswersPart } from "./AnswersPart";
import { GradeAnew } from "./GradeAnew";
import { HistoryPart } from "./HistoryPart";
import { Page, useAim, useTitle, ViewActs } from "./Page";
import { Photographs } from "./Photographs";
import { AppealsLeft, useBeside } from "./review/AppealsPart";
import { TimelinePart } from "./review/TimelinePart";
import { VisitBand, weekOf } from "./StoreVisits";
import { Verdict } from "./Verdict";
import { WithdrawVisit } from "./WithdrawVisit";
import { useWords } from "./words";

/** What this reader may do here: judge, grade anew and withdraw, make actions of lost points. */
interface Powers {
  reviews: boolean;
  plans: boolean;
  acts: boolean;
}

/** One visit, down to each answer and its photo. A reviewer gives her verdict here. */
export function VisitPage({ visit, ...may }: { visit: string } & Powers) {
  const [loaded, again] = useLoaded(visit, (signal) =>
    read<ReadVisit & DeskVisit>(`visits/${visit}`, {}, signal),
  );
  return (
    <Page loaded={loaded} again={again}>
      {(found) => <ReadingVisit visit={found} {...may} again={again} />}
    </Page>
  );
}

interface ReadingProps extends Powers {
  visit: ReadVisit & DeskVisit;
  again: () => void;
}

function ReadingVisit({ visit, reviews, plans, acts, again }: ReadingProps) {
  const { t } = useWords();
  const { beside, dialogs } = useBeside(visit, again, acts);
  const title = t("visit.in", { week: visit.local_day ? wholeDay(visit.local_day) : weekOf(visit, t) });
  useTitle(`${visit.store.name}, ${title}`);
  useAim();
  return (
    <>
      <p class="over-title">
        <span>
          <a href={`/standing?region=${visit.region.id}`}>{visit.region.name}</a> ·{" "}
          <a href={`/stores/${visit.store.id}?wave=${visit.wave.id}`}>{visit.store.name}</a> ·{" "}
          {t("wave.name", { wave: visit.wave.number, name: visit.wave.name })}
        </span>
        <ViewActs />
      </p>
      <h1>{title}</h1>
      <p class="lead">{leadOf(visit, t)}</p>
      <Marks visit={visit} />
      <div class="split opening">
        <VisitFigures visit={visit} />
        <InTheirWords visit={visit} />
      </div>
      <TimelinePart visit={visit} />
      <div class="split part">
        <AnswersPart visit={visit} beside={beside} />
        <div class="narrow">
          <Photographs visit={visit} />
          <AppealsLeft visit={visit} />
        </div>
      </div>
      {visit.grade && <HistoryPart history={visit.grade.history} />}
      {dialogs}
      {reviews && (visit.state === "in_review" || visit.state === "sent_back") && (
        <p class="part">
          <a href={`/review/${visit.id}`}>{t("review.open_desk")}</a>
        </p>
      )}
      {plans && (
        <div class="part of-office">
          <GradeAnew visit={visit} done={again} />
          <WithdrawVisit visit={visit} done={again} />
        </div>
      )}
      {reviews && <Verdict visit={visit} done={again} />}
    </>
  );
}

function leadOf(visit: ReadVisit, t: ReturnType<typeof useWords>["t"]): string {
  const shopper = typeof visit.shopper === "string" ? visit.shopper : visit.shopper?.name;
  const parts = [t(`state.${visit.state}`), shopper && t("visit.by", { shopper })];
  return `${parts.filter(Boolean).join(" · ")}.`;
}

/** What was noted at receipt, and what waits: said, never hidden. */
function Marks({ visit }: { visit: ReadVisit }) {
  const { t } = useWords();
  const { promised, here } = visit.photos;
  const said = [
    ...(visit.grade?.critical.length
      ? [t("mark.critical", { codes: visit.grade.critical.map((name) => codeOf(visit, name)).join(", ") })]
      : []),
    ...(visit.is_held ? [t("mark.held")] : []),
    ...(here < promised ? [t("photos.waiting", { here, promised })] : []),
    ...visit.marks.map((mark) => t(`mark.${mark}`)),
    ...(visit.send_back ? [t("mark.sent_back", { reason: visit.send_back.reason })] : []),
  ];
  if (said.length === 0) return null;
  return (
    <ul class="banner asks marks">
      {said.map((words) => (
        <li key={words}>{words}</li>
      ))}
    </ul>
  );
}

const codeOf = (visit: ReadVisit, name: string): string =>
  visit.sections.flatMap((section) => section.answers).find((answer) => answer.name === name)?.code || name;

function VisitFigures({ visit }: { visit: ReadVisit }) {
  const { t, language } = useWords();
  const { grade } = visit;
  if (!grade) {
    return (
      <Figure title={t("standard")} value="–">
        <p>{t("visit.not_graded")}</p>
      </Figure>
    );
  }
  const net = grade.surplus === null ? null : Number(grade.surplus);
  return (
    <>
      <Figure
        title={t("standard")}
        aside={<VisitBand visit={visit} />}
        value={grade.shown === null ? "–" : plain(Number(grade.shown), 1, language)}
        {...(grade.shown && { unit: "%" })}
      >
        <p>
          {grade.percent === null
            ? t("visit.nothing_scored")
            : t("visit.points", {
                earned: plain(Number(grade.earned), 1, language),
                possible: shortest(Number(grade.possible), language),
              })}
        </p>
      </Figure>
      <Figure
        title={t("surplus")}
        aside={
          <span class="quiet">
            <Glyph net={net ?? 0} />
            {t(`surplus.visit.${net === null || net === 0 ? "as" : net > 0 ? "up" : "down"}`)}
          </span>
        }
        value={net === null ? "–" : signed(net, 2, language)}
      >
        <p>{t("visit.one_visit")}</p>
      </Figure>
    </>
  );
}

/** The longest free text of the visit: what the client would tell a friend. */
function InTheirWords({ visit }: { visit: ReadVisit }) {
  const { t } = useWords();
  const texts = visit.sections
    .flatMap((section) => section.answers)
    .filter(
      (answer) => answer.type === "text" && answer.state === "answered" && typeof answer.value === "string",
    );
  const longest = texts.sort((a, b) => String(b.value).length - String(a.value).length)[0];
  if (!longest) return null;
  return (
    <section class="narrow">
      <h2>{t("visit.words")}</h2>
      <blockquote class="serif words" dir="auto">
        “{String(longest.value)}”
      </blockquote>
      <p class="quiet">{longest.code}</p>
    </section>
  );
}
