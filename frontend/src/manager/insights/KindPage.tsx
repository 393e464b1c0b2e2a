import type { ComponentChildren } from "preact";
import { read } from "../../api/asking";
import type { Words } from "../../domain/edition";
import type * as I from "../../domain/insights";
import { useLoaded } from "../../ui/load";
import { query } from "../../ui/router";
import { clock, nearDay } from "../../ui/times";
import { Page, useTitle, ViewActs } from "../Page";
import { asked } from "../view";
import { useWords } from "../words";
import { Said, unitOf } from "./AnswerRow";
import { useAnswers } from "./answers";
import { Promoters, Surplus } from "./Beyond";
import { Equity, Look } from "./Clients";
import { Perk } from "./Costs";
import { Why } from "./FigureRows";
import { Free } from "./Free";
import { Hollow } from "./Hollow";
import { Inside } from "./Inside";
import { Perception } from "./Perceived";
import { Progress } from "./Progress";
import { Questions, Sales, Severity } from "./Quality";
import { Ratchet } from "./Ratchet";
import { Trained } from "./Trained";
import { WaveChoice } from "./WaveChoice";

/** Kinds that a wave alone can be asked of; the others are told over the waves of a year. */
const BY_WAVE = new Set(["surplus", "look", "perception", "perk", "trained", "hollow", "free", "promoters"]);
/** Kinds whose page says what such a figure can't show. */
const LIMITED = new Set([
  "equity",
  "look",
  "sales",
  "severity",
  "inside",
  "perception",
  "questions",
  "hollow",
]);

/** One insight: its question, the answer in a sentence, the picture, the numbers, and what it can't show. */
export function KindPage({ kind }: { kind: string }) {
  const [wave, level, id] = [asked("wave"), asked("level"), asked("id")];
  const [loaded, again] = useLoaded(`${kind} ${wave} ${level} ${id}`, (signal) =>
    read<I.OneInsight>(`insights/${kind}`, { wave, level, id }, signal),
  );
  return (
    <Page loaded={loaded} again={again}>
      {(insight) => <Insight insight={insight} />}
    </Page>
  );
}

function Insight({ insight }: { insight: I.OneInsight }) {
  const { t } = useWords();
  const { kind, withheld, n, labels } = insight;
  useTitle(t(`insight.${kind}`));
  const answer = useAnswers(labels)(insight);
  return (
    <article class="insight">
      <p class="over-title">
        <span>
          <a href={`/insights${query.value}`}>{t("insights")}</a> ·{" "}
          <bdi class="words">{insight.subject.name}</bdi> ·{" "}
          {BY_WAVE.has(kind) ? <WaveChoice answer={insight} /> : t("insights.year")}
        </span>
        <ViewActs exportsTo={`/exports${insight.wave ? `?wave=${insight.wave.id}` : ""}`} />
      </p>
      <h1>{t(`insight.${kind}`)}</h1>
      <p class="lead">{t(`insight.${kind}.meaning`)}</p>
      <Progress progress={insight.progress} />
      {withheld ? (
        <Withheld insight={insight} />
      ) : (
        <>
          {answer && (
            <p class="verdict-words">
              <Said answer={answer} /> <span class="faint">{t(`unit.${unitOf(insight)}`, { n })}</span>
            </p>
          )}
          {picture(insight, labels)}
        </>
      )}
      {LIMITED.has(kind) && <p class="quiet limits">{t(`insight.${kind}.limits`)}</p>}
      <Computed insight={insight} />
    </article>
  );
}

/** Why there is no figure yet; where it is visits that are too few, the way to their raw answers instead. */
function Withheld({ insight }: { insight: I.OneInsight }) {
  const { t } = useWords();
  const { withheld, level, subject, wave } = insight;
  if (!withheld) return null;
  const of = `?${level === "brand" ? "" : `${level}=${subject.id}`}${wave ? `&wave=${wave.id}` : ""}`;
  return (
    <p class="withheld">
      <Why figure={withheld} />{" "}
      {insight.unit === "visits" && withheld.n > 0 && (
        <>
          {t("withheld.raw")} <a href={`/visits${of}`}>{t("withheld.raw_link")}</a>
        </>
      )}
    </p>
  );
}

function Computed({ insight }: { insight: I.OneInsight }) {
  const { t } = useWords();
  const at = insight.computed_at;
  return (
    <p class="label when">
      {t("insight.least", { least: t(`unit.${insight.unit}`, { n: insight.minimum }) })}{" "}
      {at && t("insight.computed", { when: `${nearDay(at, Date.now())}, ${clock(at)}` })}{" "}
      {insight.is_stale && t("insight.stale")} {t("insights.decency")}
    </p>
  );
}

/** The picture of each kind; a kind that this build doesn't know shows its count alone. */
function picture({ kind, figures }: I.Envelope, labels: Record<string, Words>): ComponentChildren {
  switch (kind) {
    case "surplus":
      return <Surplus figures={figures as I.SurplusFigures} labels={labels} />;
    case "ratchet":
      return <Ratchet figures={figures as I.RatchetFigures} labels={labels} />;
    case "equity":
      return <Equity figures={figures as I.EquityFigures} labels={labels} />;
    case "look":
      return <Look figures={figures as I.LookFigures} labels={labels} />;
    case "perception":
      return <Perception figures={figures as I.PerceptionFigures} labels={labels} />;
    case "perk":
      return <Perk figures={figures as I.PerkFigures} labels={labels} />;
    case "trained":
      return <Trained figures={figures as I.TrainedFigures} />;
    case "hollow":
      return <Hollow figures={figures as I.HollowFigures} labels={labels} />;
    case "free":
      return <Free figures={figures as I.FreeFigures} labels={labels} />;
    case "questions":
      return <Questions figures={figures as I.QuestionsFigures} labels={labels} />;
    case "sales":
      return <Sales figures={figures as I.SalesFigures} labels={labels} />;
    case "severity":
      return <Severity figures={figures as I.SeverityFigures} labels={labels} />;
    case "inside":
      return <Inside figures={figures as I.InsideFigures} labels={labels} />;
    case "promoters":
      return <Promoters figures={figures as I.PromotersFigures} labels={labels} />;
    default:
      return null;
  }
}
