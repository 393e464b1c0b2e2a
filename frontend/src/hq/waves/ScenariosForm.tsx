import { read } from "../../api/asking";
import type { Scenario, WholeWave } from "../../domain/programme";
import { useLoaded } from "../../ui/load";
import { Page } from "../Page";
import { useWords } from "../words";
import { WaveSection } from "./WaveSection";

interface Props {
  wave: WholeWave;
  kept: () => void;
}

/** Which parts are played in this wave; each store's visits share them evenly. */
export function ScenariosForm({ wave, kept }: Props) {
  const { t } = useWords();
  const [loaded, again] = useLoaded("scenarios", (signal) => read<Scenario[]>("scenarios", {}, signal));
  const on = wave.scenarios.map(({ id }) => id);
  return (
    <WaveSection
      wave={wave}
      kept={kept}
      title={t("scenarios")}
      end={wave.scenarios.map(({ name }) => name).join(", ") || t("scenarios.none_chosen")}
      button={t("scenarios.keep")}
      // before the choices are here nothing can have been taken out
      changesOf={(fields) => ({ scenarios: loaded.value ? fields.getAll("scenario") : on })}
    >
      <Page loaded={loaded} again={again}>
        {(scenarios) => (
          <div class="set">
            {scenarios.map(({ id, name }) => (
              <label key={id}>
                <input type="checkbox" name="scenario" value={id} defaultChecked={on.includes(id)} />
                <span>{name}</span>
              </label>
            ))}
          </div>
        )}
      </Page>
      <p>
        <a href="/scenarios">{t("scenarios.write")}</a> ·{" "}
        <a href={`/checklists/${wave.checklist.id}/quiz`}>
          {t(wave.quiz.needed ? "quiz.change" : "quiz.write")}
        </a>
      </p>
    </WaveSection>
  );
}
