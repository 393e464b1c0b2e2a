import { useState } from "preact/hooks";
import { read, send } from "../../api/asking";
import type { WaveLine } from "../../domain/programme";
import type { StudyLine } from "../../domain/told";
import { useLoaded } from "../../ui/load";
import { Page, useSentence } from "../Page";
import { useWords } from "../words";

interface Named {
  id: string;
  name: string;
  alias?: string;
}

interface Choices {
  waves: WaveLine[];
  shoppers: Named[];
  stores: Named[];
  scenarios: Named[];
}

async function choices(signal: AbortSignal): Promise<Choices> {
  const [waves, shoppers, stores, scenarios] = await Promise.all([
    read<WaveLine[]>("waves", {}, signal),
    read<{ results: Named[] }>("shoppers", { limit: 200 }, signal),
    read<{ results: Named[] }>("stores", { limit: 200 }, signal),
    read<Named[] | { results: Named[] }>("scenarios", {}, signal),
  ]);
  const told = Array.isArray(scenarios) ? scenarios : scenarios.results;
  return { waves, shoppers: shoppers.results, stores: stores.results, scenarios: told };
}

/** A pair: two shoppers go to one store within a week, alike in all but the attribute; who goes first is drawn. */
export function PairForm({ study, drawn }: { study: StudyLine; drawn: () => void }) {
  const { t } = useWords();
  const sentence = useSentence();
  const [told, setTold] = useState("");
  const [loaded, again] = useLoaded(study.id, choices);
  const draw = async (event: SubmitEvent) => {
    event.preventDefault();
    const fields = [...new FormData(event.currentTarget as HTMLFormElement)].filter(([, value]) => value);
    try {
      await send("POST", `studies/${study.id}/pairs`, Object.fromEntries(fields));
      setTold(t("pair.drawn"));
      drawn();
    } catch (problem) {
      setTold(sentence(problem));
    }
  };
  return (
    <details class="rules">
      <summary>{t("pair.new")}</summary>
      <Page loaded={loaded} again={again}>
        {({ waves, shoppers, stores, scenarios }) => (
          <form
            class="ask wave-form"
            onSubmit={(event) => void draw(event as unknown as SubmitEvent)}
            onInput={() => setTold("")}
          >
            <Choice name="wave" word="pair.wave" of={waves.map(({ id, name }) => ({ id, name }))} />
            <Choice name="store" word="pair.store" of={stores} />
            <Choice name="bearer" word="pair.bearer" of={shoppers} />
            <Choice name="other" word="pair.other" of={shoppers} />
            <Choice name="scenario" word="pair.scenario" of={scenarios} any={t("pair.any_scenario")} />
            <label class="line-of">
              <span class="quiet">{t("pair.from")}</span>
              <input class="field" name="from" type="date" required />
            </label>
            <p class="quiet">{t("pair.means")}</p>
            <p class="acts">
              <button type="submit" class="act">
                {t("pair.draw")}
              </button>
              <span role="status">{told}</span>
            </p>
          </form>
        )}
      </Page>
    </details>
  );
}

function Choice({ name, word, of, any }: { name: string; word: string; of: Named[]; any?: string }) {
  const { t } = useWords();
  return (
    <label class="line-of">
      <span class="quiet">{t(word)}</span>
      <select name={name} required={any === undefined}>
        <option value="">{any ?? t("pair.choose")}</option>
        {of.map((one) => (
          <option key={one.id} value={one.id}>
            {one.name || one.alias}
          </option>
        ))}
      </select>
    </label>
  );
}
