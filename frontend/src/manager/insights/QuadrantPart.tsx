import type { TrainedFigures, WithheldInsight } from "../../domain/insights";
import { useWords } from "../words";
import { AsTable } from "./AsTable";
import { Why } from "./FigureRows";
import { Quadrant } from "./Quadrant";
import { useTrainedWords } from "./Trained";
import { useFigures } from "./words";

interface Props {
  figures: TrainedFigures | null;
  withheld: WithheldInsight | null;
}

/** Trained and empowered, on a store's scorecard: the action differs by corner. */
export function QuadrantPart({ figures, withheld }: Props) {
  const { t } = useWords();
  if (!figures && !withheld) return null;
  return (
    <section class="narrow">
      <div class="part first">
        <header>
          <h2>{t("trained.title")}</h2>
        </header>
        {withheld && (
          <p class="quiet empty">
            <Why figure={withheld} />
          </p>
        )}
        {figures && <Told figures={figures} />}
      </div>
    </section>
  );
}

function Told({ figures }: { figures: TrainedFigures }) {
  const { t, points, within } = useFigures({});
  const { quadrant, action, foundation, empowerment } = figures;
  const says = useTrainedWords()(figures);
  return (
    <>
      <p class="after">
        <strong>
          {t(`trained.${quadrant.name}`)} {!quadrant.is_sure && t("trained.unsure")}
        </strong>{" "}
        {says} {action && t(`trained.action.${action}`)}
      </p>
      <Quadrant figures={figures} says={says} />
      <AsTable
        headings={[t("component"), t("insight.value"), t("interval"), t("journey.col.n")]}
        rows={[
          { key: "f", name: t("component.foundation"), figure: foundation },
          { key: "e", name: t("component.empowerment"), figure: empowerment },
        ].map(({ key, name, figure }) => ({
          key,
          cells: [name, figure.value === null ? "–" : points(figure.value), within(figure, points), figure.n],
        }))}
      />
    </>
  );
}
