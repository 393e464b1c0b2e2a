import { read } from "../api/asking";
import type * as I from "../domain/insights";
import { Part } from "../ui/desk/Part";
import { useLoaded } from "../ui/load";
import { query } from "../ui/router";
import { AnswerRow } from "./insights/AnswerRow";
import { Progress } from "./insights/Progress";
import { WaveChoice } from "./insights/WaveChoice";
import { Page, useTitle, ViewActs } from "./Page";
import { asked } from "./view";
import { useWords } from "./words";

/** The questions that belong together, in the order in which a reader asks them. */
const GROUPS: readonly (readonly [string, readonly string[]])[] = [
  ["beyond", ["surplus", "promoters", "ratchet", "perk", "free"]],
  ["people", ["trained", "hollow", "inside"]],
  ["eyes", ["perception", "look", "equity"]],
  ["worth", ["sales", "questions", "severity"]],
];

/** What many visits mean: each question with its answer in a sentence; each opens a page of its own. */
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
  const wave = answer.wave ? `?wave=${answer.wave.id}` : "";
  const groups = GROUPS.map(([name, kinds]) => ({
    name,
    own: kinds.flatMap((kind) => answer.insights.filter((one) => one.kind === kind)),
  }));
  return (
    <>
      <p class="over-title">
        <span>
          <bdi class="words">{answer.subject.name}</bdi> · <WaveChoice answer={answer} />
        </span>
        <ViewActs exportsTo={`/exports${wave}`} />
      </p>
      <h1>{t("insights")}</h1>
      <p class="lead">{t("insights.lead")}</p>
      <Progress progress={answer.progress} />
      {groups
        .filter(({ own }) => own.length > 0)
        .map(({ name, own }) => (
          <Part key={name} title={t(`insights.group.${name}`)}>
            <ul class="answers">
              {own.map((envelope) => (
                <AnswerRow
                  key={envelope.kind}
                  envelope={envelope}
                  labels={answer.labels}
                  query={query.value}
                />
              ))}
            </ul>
          </Part>
        ))}
      <p class="quiet after">{t("insights.decency")}</p>
    </>
  );
}
