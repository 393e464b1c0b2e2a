import type { PerceptionFigures } from "../../domain/insights";
import { plain } from "../../ui/desk/figures";
import { AsTable } from "./AsTable";
import { FigureRows } from "./FigureRows";
import { around, type KindProps } from "./kinds";
import { Slopes } from "./Slopes";
import { useFigures } from "./words";

/** Do we know how we are perceived? What was believed beside what was lived. */
export function Perception({ figures, labels }: KindProps<PerceptionFigures>) {
  return figures.subjects ? (
    <Managers figures={figures} labels={labels} />
  ) : (
    <OneForecast figures={figures} labels={labels} />
  );
}

function OneForecast({ figures, labels }: KindProps<PerceptionFigures>) {
  const { t, nameOf, points, pointsDifference, within, whole, told } = useFigures(labels);
  const sections = figures.sections ?? [];
  const lines = sections.flatMap(({ name, forecast, measured }) =>
    measured.value === null
      ? []
      : [{ name: nameOf(name), before: forecast, after: measured.value, within: within(measured, whole) }],
  );
  const rows = sections.map((section) => ({
    key: section.name,
    name: nameOf(section.name),
    figure: section.gap,
    says: (
      <>
        {t("perception.both", {
          forecast: points(section.forecast),
          measured: told(section.measured, points),
        })}{" "}
        {section.verdict === "in_line" ? (
          <span class="quiet whole">{t("perception.in_line")}</span>
        ) : (
          <strong class={section.verdict === "blind_spot" ? "below whole" : "whole"}>
            {t(`perception.${section.verdict}`)}
          </strong>
        )}
      </>
    ),
  }));
  return (
    <>
      {lines.length > 0 && (
        <Slopes lines={lines} words={{ before: t("perception.think"), after: t("perception.lived") }} />
      )}
      <FigureRows
        rows={rows}
        scale={around(
          rows.map((row) => row.figure),
          5,
          100,
        )}
        write={pointsDifference}
        heading={t("section")}
        says={t("insight.says")}
      />
      <Chances figures={figures} labels={labels} />
    </>
  );
}

/** The chances given for “beyond”, beside what happened; and whether they were better than the network's rate. */
function Chances({ figures, labels }: KindProps<PerceptionFigures>) {
  const { t, nameOf, share, within, told, net, language } = useFigures(labels);
  const finely = (value: number) => plain(value, 2, language);
  const { brier, exceeded = [] } = figures;
  return (
    <>
      {brier && (
        <p class="quiet after">
          {t(`perception.brier.${brier.verdict}`, {
            own: told(brier.own, finely),
            network: told(brier.network, finely),
            difference: told(brier.difference, net),
            n: brier.own.n,
          })}
        </p>
      )}
      {exceeded.length > 0 && (
        <AsTable
          headings={[
            t("moment"),
            t("perception.chance"),
            t("perception.happened"),
            t("interval"),
            t("journey.col.n"),
          ]}
          rows={exceeded.map(({ name, forecast, measured }) => ({
            key: name,
            cells: [
              nameOf(name),
              share(forecast),
              measured.value === null ? "–" : share(measured.value),
              within(measured, share),
              measured.n,
            ],
          }))}
        />
      )}
    </>
  );
}

function Managers({ figures, labels }: KindProps<PerceptionFigures>) {
  const { t, pointsDifference } = useFigures(labels);
  const rows = (figures.subjects ?? []).map((subject) => ({
    key: subject.id,
    name: subject.name,
    figure: subject.gap,
    says: (
      <span class={subject.verdict === "blind_spot" ? "below" : "quiet"}>
        {t(`perception.${subject.verdict}`)}
      </span>
    ),
  }));
  return (
    <FigureRows
      rows={rows}
      scale={around(
        rows.map((row) => row.figure),
        5,
        100,
      )}
      write={pointsDifference}
      heading={t("perception.who")}
      says={t("insight.says")}
    />
  );
}
