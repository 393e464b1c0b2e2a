import type { ComponentChildren } from "preact";
import { read } from "../api/desk";
import type { Words } from "../domain/edition";
import type * as I from "../domain/insights";
import { useLoaded } from "../ui/desk/load";
import { Free, Hollow, Perk } from "./insights/Costs";
import { InsightPart } from "./insights/InsightPart";
import { Ratchet } from "./insights/Ratchet";
import { Equity, Look, Perception, Promoters, Questions, Sales, Severity, Surplus } from "./insights/simple";
import { Inside, Trained } from "./insights/Trained";
import { Page, useTitle, ViewActs } from "./Page";
import { ask, asked } from "./view";
import { useWords } from "./words";

/** What many visits mean: each insight with its question, its sentence, its figures and their doubt. */
export function InsightsPage() {
  const [wave, level, id] = [asked("wave"), asked("level"), asked("id")];
  const [loaded, again] = useLoaded(`${wave} ${level} ${id}`, (signal) =>
    read<I.InsightsAnswer>("insights", { wave, level, id }, signal),
  );
  return (
    <Page loaded={loaded} again={again}>
      {(answer) => <Insights answer={answer} />}
    </Page>
  );
}

function Insights({ answer }: { answer: I.InsightsAnswer }) {
  const { t } = useWords();
  useTitle(t("insights"));
  return (
    <>
      <p class="over-title">
        <span>
          {answer.subject.name} · <WaveChoice answer={answer} />
        </span>
        <ViewActs />
      </p>
      <h1>{t("insights")}</h1>
      <p class="lead">{t("insights.lead")}</p>
      <nav class="contents" aria-label={t("insights.contents")}>
        <ul>
          {answer.insights.map(({ kind, withheld }) => (
            <li key={kind}>
              <a href={`#${kind}`} class={withheld ? "faint" : ""}>
                {t(`insight.${kind}`)}
              </a>
            </li>
          ))}
        </ul>
      </nav>
      {answer.insights.map((envelope) => (
        <InsightPart key={envelope.kind} envelope={envelope}>
          {envelope.figures !== null && picture(envelope, answer.labels)}
        </InsightPart>
      ))}
      <p class="quiet after">{t("insights.decency")}</p>
    </>
  );
}

function WaveChoice({ answer }: { answer: I.InsightsAnswer }) {
  const { t } = useWords();
  return (
    <label class="chooser">
      <span class="unseen">{t("wave")}</span>
      <select value={answer.wave?.id ?? ""} onChange={(event) => ask({ wave: event.currentTarget.value })}>
        <option value="">{t("insights.year")}</option>
        {answer.waves.map((wave) => (
          <option key={wave.id} value={wave.id}>
            {t("wave.name", { wave: wave.number, name: wave.name })}
          </option>
        ))}
      </select>
    </label>
  );
}

/** The picture of each kind; a kind that this build doesn't know shows its count alone. */
function picture(envelope: I.Envelope, labels: Record<string, Words>): ComponentChildren {
  const { kind, figures } = envelope;
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
      return <Trained figures={figures as I.TrainedFigures} labels={labels} />;
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
