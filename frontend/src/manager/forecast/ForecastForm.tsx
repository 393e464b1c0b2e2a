import { useState } from "preact/hooks";
import { Problem, send } from "../../api/asking";
import type { Words } from "../../domain/edition";
import { type OpenForecast, told } from "../../domain/forecast";
import { Part } from "../../ui/desk/Part";
import { useFigures } from "../insights/words";

interface Props {
  open: OpenForecast;
  labels: Record<string, Words>;
  sealed: () => void;
}

const SAID = new Set(["forecast_sealed", "results_open", "invalid", "offline"]);

/** One wave's forecast: per cent by section, and the chance of “beyond” at each moment. Sealed, it stands. */
export function ForecastForm({ open, labels, sealed }: Props) {
  const { t, nameOf } = useFigures(labels);
  const [trouble, setTrouble] = useState("");
  const [busy, setBusy] = useState(false);
  const { wave, level, id } = open;
  const seal = async (event: SubmitEvent) => {
    event.preventDefault();
    const fields = [...new FormData(event.currentTarget as HTMLFormElement)];
    const sections = told(fields, "section");
    const exceeded = Object.fromEntries(
      Object.entries(told(fields, "moment")).map(([name, percent]) => [name, percent / 100]),
    );
    if (!Object.keys(sections).length && !Object.keys(exceeded).length) {
      return setTrouble(t("forecast.empty"));
    }
    setBusy(true);
    try {
      await send("POST", "forecasts", { wave: wave.id, level, id, sections, exceeded });
      sealed();
    } catch (problem) {
      const code = problem instanceof Problem ? problem.code : "";
      setTrouble(t(SAID.has(code) ? `forecast.problem.${code}` : "failed"));
    } finally {
      setBusy(false);
    }
  };
  return (
    <Part
      title={t("wave.name", { wave: wave.number, name: wave.name })}
      end={t(`forecast.level.${level}`)}
      className="forecast"
    >
      <form class="ask" onSubmit={(event) => void seal(event as unknown as SubmitEvent)}>
        <Lines kind="section" names={open.sections} nameOf={nameOf} legend={t("forecast.sections")} />
        <Lines kind="moment" names={open.touchpoints} nameOf={nameOf} legend={t("forecast.moments")} />
        <p class="acts">
          <button type="submit" class="act first" disabled={busy}>
            {t("forecast.seal")}
          </button>
          <span class="quiet">{t("forecast.seal_means")}</span>
        </p>
        <p role="alert">{trouble}</p>
      </form>
    </Part>
  );
}

function Lines(props: { kind: string; names: string[]; nameOf: (name: string) => string; legend: string }) {
  const { kind, names, nameOf, legend } = props;
  return (
    <fieldset class="percents">
      <legend>{legend}</legend>
      {names.map((name) => (
        <label key={name}>
          <span>{nameOf(name)}</span>
          <span class="per-cent">
            <input
              class="field"
              type="number"
              inputMode="numeric"
              name={`${kind}:${name}`}
              min={0}
              max={100}
              step={1}
            />
            <span aria-hidden="true">%</span>
          </span>
        </label>
      ))}
    </fieldset>
  );
}
