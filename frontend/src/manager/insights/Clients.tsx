import type { EquityFigures, F, LookFigures } from "../../domain/insights";
import { plain } from "../../ui/desk/figures";
import { FigureRows, Why } from "./FigureRows";
import { around, type KindProps } from "./kinds";
import { useFigures } from "./words";

const RATIO = { from: 0.25, to: 4, tick: 1 };

/** Are clients judged by what they wear? */
export function Look({ figures, labels }: KindProps<LookFigures>) {
  const { t, nameOf, share, shareDifference, language } = useFigures(labels);
  const { arms, seconds } = figures;
  const rows = figures.outcomes.map((outcome) => ({
    key: outcome.name,
    name: nameOf(outcome.name),
    figure: outcome.difference,
    says: (
      <>
        {t("look.arms", { up: share(outcome.up.value ?? 0), down: share(outcome.down.value ?? 0) })}{" "}
        <strong>{t(outcome.is_real ? "look.real" : "look.noise")}</strong>
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
      {seconds && (
        <Waits
          ratio={seconds.ratio}
          name={t("look.waited")}
          says={t("look.seconds", {
            up: plain(seconds.up, 0, language),
            down: plain(seconds.down, 0, language),
          })}
        />
      )}
    </>
  );
}

/** How many times as long was waited: 1 is no difference. */
function Waits({ ratio, name, says }: { ratio: F; name: string; says: string }) {
  const { t, times } = useFigures({});
  return (
    <FigureRows
      rows={[{ key: "seconds", name, figure: ratio, says }]}
      scale={RATIO}
      write={times}
      heading={t("look.until")}
      says={t("insight.says")}
    />
  );
}

/** Are clients judged by who they are? A forest of outcomes for each study. */
export function Equity({ figures, labels }: KindProps<EquityFigures>) {
  return (
    <>
      {figures.studies.map((study) => (
        <Study key={study.id} study={study} labels={labels} />
      ))}
    </>
  );
}

/** Whether a difference is shown, and which of the two it was that was served worse. */
function Verdict({ outcome }: { outcome: EquityFigures["studies"][number]["outcomes"][number] }) {
  const { t } = useFigures({});
  const { verdict, net, needs } = outcome;
  if (verdict === "not_shown") return <>{t("equity.not_shown")}</>;
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

type StudyProps = { study: EquityFigures["studies"][number]; labels: KindProps<unknown>["labels"] };

function Study({ study, labels }: StudyProps) {
  const { t, nameOf, shareDifference, pointsDifference } = useFigures(labels);
  return (
    <section class="study">
      <h2>{t("equity.study", { name: study.name, pairs: study.pairs, stores: study.stores })}</h2>
      {study.withheld ? (
        <p class="withheld">
          <Why figure={study.withheld} />
        </p>
      ) : (
        <>
          <FigureRows
            rows={study.outcomes.map((outcome) => ({
              key: outcome.name,
              name: nameOf(outcome.name),
              figure: outcome.net,
              says: <Verdict outcome={outcome} />,
            }))}
            scale={around(
              study.outcomes.map((outcome) => outcome.net),
              0.1,
              1,
            )}
            write={shareDifference}
            heading={t("equity.outcome")}
            says={t("insight.says")}
          />
          {study.seconds && (
            <Waits ratio={study.seconds.ratio} name={t("equity.waited")} says={t("equity.seconds")} />
          )}
          <FigureRows
            rows={[{ key: "index", name: t("equity.index"), figure: study.index.difference }]}
            scale={around([study.index.difference], 5, 100)}
            write={pointsDifference}
            heading={t("equity.index_heading")}
          />
        </>
      )}
    </section>
  );
}
