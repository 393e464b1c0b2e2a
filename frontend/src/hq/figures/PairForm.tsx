import { useState } from "preact/hooks";
import { send } from "../../api/asking";
import type { WaveLine } from "../../domain/programme";
import type { Shopper } from "../../domain/shopper";
import type { Place } from "../../domain/standing";
import type { StudyLine } from "../../domain/told";
import type { Loaded } from "../../ui/load";
import { FindOne } from "../Finder";
import { findShoppers, findStores, shopperWords, storeWords } from "../finding";
import { Page, useSentence } from "../Page";
import { useWords } from "../words";

interface Named {
  id: string;
  name: string;
}

/** What a pair is drawn from, the same for every study. */
export interface Choices {
  waves: WaveLine[];
  scenarios: Named[];
}

interface Pair {
  store: Place | null;
  bearer: Shopper | null;
  other: Shopper | null;
}

interface Props {
  study: StudyLine;
  drawn: () => void;
  from: { loaded: Loaded<Choices>; again: () => void };
}

const NOBODY: Pair = { store: null, bearer: null, other: null };

/** A pair: two shoppers go to one store within a week, alike in all but the attribute; who goes first is drawn. */
export function PairForm({ study, drawn, from }: Props) {
  const { t } = useWords();
  const sentence = useSentence();
  const [told, setTold] = useState("");
  const [pair, setPair] = useState(NOBODY);
  const { store, bearer, other } = pair;
  const draw = async (event: SubmitEvent) => {
    event.preventDefault();
    if (!store || !bearer || !other) return setTold(t("pair.who"));
    const fields = [...new FormData(event.currentTarget as HTMLFormElement)].filter(([, value]) => value);
    const who = { store: store.id, bearer: bearer.id, other: other.id };
    try {
      await send("POST", `studies/${study.id}/pairs`, { ...Object.fromEntries(fields), ...who });
      setPair(NOBODY);
      setTold(t("pair.drawn"));
      drawn();
    } catch (problem) {
      setTold(sentence(problem));
    }
  };
  return (
    <details class="rules">
      <summary>{t("pair.new")}</summary>
      <Page {...from}>
        {({ waves, scenarios }) => (
          <form
            class="ask wave-form"
            onSubmit={(event) => void draw(event as unknown as SubmitEvent)}
            onInput={() => setTold("")}
          >
            <Choice name="wave" word="pair.wave" of={waves.map(({ id, name }) => ({ id, name }))} />
            <FindOne
              label={t("pair.store")}
              ask={findStores}
              wordsOf={storeWords}
              chosen={store}
              choose={(found) => setPair({ ...pair, store: found })}
            />
            {(["bearer", "other"] as const).map((part) => (
              <FindOne
                key={part}
                label={t(`pair.${part}`)}
                ask={findShoppers}
                wordsOf={shopperWords}
                chosen={pair[part]}
                choose={(found) => setPair({ ...pair, [part]: found })}
              />
            ))}
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
            {one.name}
          </option>
        ))}
      </select>
    </label>
  );
}
