import type { EquityFigures, F, LookFigures } from "../../domain/insights";
import type { Scale } from "../../ui/desk/Interval";
import { AsTable } from "./AsTable";
import { FigureRows, Why } from "./FigureRows";
import { around, type KindProps } from "./kinds";
import { inOrder, useFigures } from "./words";

/** Times as long, on a scale of doublings: half as long lies as far from 1 as twice as long. */
const DOUBLINGS = { from: -2, to: 2, tick: 0 };

/** Are clients judged by what they wear? */
export function Look({ figures, labels }: KindProps<LookFigures>) {
  const { t, outcomeOf, share, shareDifference, told, whole } = useFigures(labels);
  const { arms, seconds } = figures;
  const outcomes = inOrder(figures.outcomes);
  const rows = outcomes.map((outcome) => ({
    key: outcome.name,
    name: outcomeOf(outcome.name),
    figure: outcome.difference,
    says: outcome.difference.value !== null && (
      <>
        {t("look.arms", { up: told(outcome.up, share), down: told(outcome.down, share) })}{" "}
        {outcome.is_real ? (
          <strong class="below whole">{t("look.real")}</strong>
        ) : (
          <span class="quiet whole">{t("look.noise")}</span>
        )}
      </>
    ),
  }));
  return (
    <>
      <p class="quiet">{t("look.drawn", { up: arms.up, down: arms.down, stores: figures.stores })}</p>
      <FigureRows
        rows={rows}
        scale={around(
          rows.map((row) => row.figure),
          0.1,
          1,
        )}
        write={shareDifference}
        heading={t("look.outcome")}
        says={t("insight.says")}
      />
      <Arms outcomes={outcomes} />
      {seconds && (
        <Waits
          ratio={seconds.ratio}
          name={t("look.waited")}
          says={t("look.seconds", { up: told(seconds.up, whole), down: told(seconds.down, whole) })}
        />
      )}
    </>
  );
}

/** Each look by itself, with its interval and its visits. */
function Arms({ outcomes }: { outcomes: LookFigures["outcomes"] }) {
  const { t, outcomeOf, share, told } = useFigures({});
  return (
    <AsTable
      headings={[t("look.outcome"), t("look.up"), t("journey.col.n"), t("look.down"), t("journey.col.n")]}
      rows={outcomes.map(({ name, up, down }) => ({
        key: name,
        cells: [outcomeOf(name), told(up, share), up.n, told(down, share), down.n],
      }))}
    />
  );
}

/** How many times as long was waited: 1 is no difference. */
function Waits({ ratio, name, says }: { ratio: F; name: string; says: string }) {
  const { t, times } = useFigures({});
  return (
    <FigureRows
      rows={[{ key: "seconds", name, figure: doublings(ratio), says }]}
      scale={DOUBLINGS}
      write={(power) => times(2 ** power)}
      heading={t("look.until")}
      says={t("insight.says")}
    />
  );
}

const doublings = ({ value, low, high, ...rest }: F): F => {
  const logged = (end: number | null) => (end === null ? null : Math.log2(end));
  return { ...rest, value: logged(value), low: logged(low), high: logged(high) };
};

/** Are clients judged by who they are? A forest of outcomes for each study, all on one scale. */
export function Equity({ figures, labels }: KindProps<EquityFigures>) {
  const nets = figures.studies.flatMap(({ outcomes }) => outcomes.map(({ net }) => net));
  return (
    <>
      {figures.studies.map((study) => (
        <Study key={study.id} study={study} labels={labels} scale={around(nets, 0.1, 1)} />
      ))}
    </>
  );
}

/** Whether a difference is shown, and which of the two it was that was served worse. */
function Verdict({ outcome }: { outcome: EquityFigures["studies"][number]["outcomes"][number] }) {
  const { t } = useFigures({});
  const { verdict, net, needs } = outcome;
  if (net.value === null) return null;
  if (verdict === "not_shown") return <span class="quiet">{t("equity.not_shown")}</span>;
  const who = (net.value ?? 0) > 0 ? "bearer" : "other";
  return (
    <>
      <strong class={verdict === "shown" && who === "bearer" ? "below" : ""}>
        {t(`equity.${verdict}.${who}`)}
      </strong>{" "}
      {verdict === "suggestive" && needs !== null && t("equity.would_tell", { needs })}
    </>
  );
}

type StudyProps = { study: EquityFigures["studies"][number]; labels: KindProps<unknown>["labels"] } & {
  scale: Scale;
};

function Study({ study, labels, scale }: StudyProps) {
  const { t, outcomeOf, shareDifference, pointsDifference } = useFigures(labels);
  return (
    <section class="study">
      <h2>
        {t("equity.study", { name: `\u2068${study.name}\u2069`, pairs: study.pairs, stores: study.stores })}
      </h2>
      {study.withheld ? (
        <p class="withheld">
          <Why figure={study.withheld} />
        </p>
      ) : (
        <>
          <FigureRows
            rows={inOrder(study.outcomes).map((outcome) => ({
              key: outcome.name,
              name: outcomeOf(outcome.name),
              figure: outcome.net,
              says: <Verdict outcome={outcome} />,
            }))}
            scale={scale}
            write={shareDifference}
            heading={t("equity.outcome")}
            says={t("insight.says")}
          />
          {study.seconds && (
            <Waits ratio={study.seconds.ratio} name={t("equity.waited")} says={t("equity.seconds")} />
          )}
          {study.index && (
            <FigureRows
              rows={[{ key: "index", name: t("equity.index"), figure: study.index.difference }]}
              scale={around([study.index.difference], 5, 100)}
              write={pointsDifference}
              heading={t("equity.index_heading")}
            />
          )}
        </>
      )}
    </section>
  );
}
