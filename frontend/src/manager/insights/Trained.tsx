import type { F, TrainedFigures } from "../../domain/insights";
import { AsTable } from "./AsTable";
import { FigureRows } from "./FigureRows";
import { around, part, SHARE } from "./kinds";
import { Quadrant } from "./Quadrant";
import { useFigures } from "./words";

/** Trained or empowered: skill across, freedom up; the action differs by corner. */
export function Trained({ figures }: { figures: TrainedFigures }) {
  const { t, points, pointsDifference, share } = useFigures({});
  const { foundation, empowerment, target } = figures;
  const says = useTrainedWords()(figures);
  return (
    <div class="split">
      <div class="wide">
        <p>{says}</p>
        <FigureRows
          rows={[
            { key: "f", name: t("component.foundation"), figure: foundation },
            { key: "e", name: t("component.empowerment"), figure: empowerment },
          ]}
          scale={part([foundation, empowerment], target)}
          write={points}
          heading={t("component")}
        />
        <FigureRows
          rows={[{ key: "d", name: t("trained.difference"), figure: figures.difference }]}
          scale={around([figures.difference], 10, 100)}
          write={pointsDifference}
          heading={t("difference")}
        />
        <FigureRows
          rows={[
            { key: "a", name: t("trained.autonomy"), figure: figures.autonomy },
            { key: "p", name: t("trained.probe"), figure: figures.probe },
          ]}
          scale={SHARE}
          write={share}
          heading={t("trained.request")}
        />
      </div>
      <div class="narrow">
        <Quadrant figures={figures} says={says} />
      </div>
      {figures.points.length > 0 && <Points figures={figures} />}
    </div>
  );
}

/** Both pillars with their intervals against the target, in a sentence. */
export function useTrainedWords(): (figures: TrainedFigures) => string {
  const { t, told, whole } = useFigures({});
  return ({ foundation, empowerment, target }) =>
    t("trained.both_at", {
      foundation: told(foundation, whole),
      empowerment: told(empowerment, whole),
      target,
    });
}

function Points({ figures }: { figures: TrainedFigures }) {
  const { t, points, within } = useFigures({});
  const said = (figure: F) => (figure.value === null ? "–" : points(figure.value));
  return (
    <div class="whole-row">
      <AsTable
        headings={[
          t("perception.who"),
          t("component.foundation"),
          t("interval"),
          t("component.empowerment"),
          t("interval"),
          t("journey.col.n"),
        ]}
        rows={figures.points.map((point) => ({
          key: point.id,
          cells: [
            point.name,
            said(point.foundation),
            within(point.foundation, points),
            said(point.empowerment),
            within(point.empowerment, points),
            point.n,
          ],
        }))}
      />
    </div>
  );
}
