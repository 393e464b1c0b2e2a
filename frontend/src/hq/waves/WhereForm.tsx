import { useEffect, useState } from "preact/hooks";
import { read } from "../../api/asking";
import type { WholeWave } from "../../domain/programme";
import { listed } from "../../domain/shopper";
import type { Place } from "../../domain/standing";
import { count } from "../../ui/desk/figures";
import { useLoaded } from "../../ui/load";
import { Finder } from "../Finder";
import { findStores, storeWords } from "../finding";
import { Page } from "../Page";
import { useWords } from "../words";
import { WaveSection } from "./WaveSection";

interface Props {
  wave: WholeWave;
  kept: () => void;
}

/** Where a wave goes: everywhere, or to some regions and stores. */
export function WhereForm({ wave, kept }: Props) {
  const { t, language } = useWords();
  const [stores, setStores] = useState<string[]>(wave.where.stores ?? []);
  const [numbers, setNumbers] = useState("");
  const [isSome, setSome] = useState(Object.values(wave.where).some((keys) => keys.length > 0));
  const on = wave.where.regions ?? [];
  const [regions, again] = useLoaded("regions", (signal) => read<Place[]>("regions", {}, signal));
  const asKept = JSON.stringify(wave.where);
  // what was kept may hold more than was ticked: stores that were named by their numbers
  useEffect(() => {
    setStores(wave.where.stores ?? []);
    setNumbers("");
  }, [asKept]);
  const changesOf = (fields: FormData) => {
    const typed = listed(numbers);
    // before the choices are here nothing can have been taken out
    const chosen = regions.value ? fields.getAll("region") : on;
    const some = { regions: chosen, stores, ...(typed.length > 0 && { numbers: typed }) };
    return { where: isSome ? some : {} };
  };
  return (
    <WaveSection
      wave={wave}
      kept={kept}
      title={t("where")}
      end={t("where.covers", { n: wave.covers, stores: count(wave.covers, language) })}
      button={t("where.keep")}
      changesOf={changesOf}
    >
      <div class="set">
        {[false, true].map((each) => (
          <label key={String(each)}>
            <input type="radio" name="some" checked={isSome === each} onChange={() => setSome(each)} />
            <span>{t(each ? "where.some" : "where.all")}</span>
          </label>
        ))}
      </div>
      {isSome && (
        <>
          <Page loaded={regions} again={again}>
            {(found) => <RegionTicks regions={found} on={on} />}
          </Page>
          <StoresNamed wave={wave} stores={stores} change={setStores} />
          <label class="line-of">
            <span class="quiet">{t("where.numbers")}</span>
            <textarea
              class="field"
              rows={2}
              value={numbers}
              onInput={(event) => setNumbers(event.currentTarget.value)}
            />
          </label>
        </>
      )}
    </WaveSection>
  );
}

function RegionTicks({ regions, on }: { regions: Place[]; on: readonly string[] }) {
  const { t } = useWords();
  return (
    <fieldset>
      <legend class="label">{t("where.regions")}</legend>
      <div class="set">
        {regions.map(({ id, name }) => (
          <label key={id}>
            <input type="checkbox" name="region" value={id} defaultChecked={on.includes(id)} />
            <span>{name}</span>
          </label>
        ))}
      </div>
    </fieldset>
  );
}

interface StoresProps {
  wave: WholeWave;
  stores: string[];
  change: (stores: string[]) => void;
}

/** The stores that are named one by one; those beyond the first hundreds are counted. */
function StoresNamed({ wave, stores, change }: StoresProps) {
  const { t, language } = useWords();
  const [added, setAdded] = useState<Place[]>([]);
  const known = new Map([...wave.named_stores, ...added].map((store) => [store.id, store]));
  const shown = [...known.values()].filter(({ id }) => stores.includes(id));
  const add = (store: Place) => {
    setAdded([...added, store]);
    if (!stores.includes(store.id)) change([...stores, store.id]);
  };
  return (
    <fieldset>
      <legend class="label">{t("where.stores", { stores: count(stores.length, language) })}</legend>
      <ul class="chosen">
        {shown.map((store) => (
          <li key={store.id}>
            {store.name}
            {store.city && <span class="quiet"> {store.city}</span>}{" "}
            <button
              type="button"
              class="link"
              aria-label={t("where.take_out", { store: store.name })}
              onClick={() => change(stores.filter((id) => id !== store.id))}
            >
              ×
            </button>
          </li>
        ))}
        {stores.length > shown.length && (
          <li class="quiet">{t("where.more", { n: stores.length - shown.length })}</li>
        )}
      </ul>
      <Finder label={t("where.find")} ask={findStores} wordsOf={storeWords} choose={add} />
    </fieldset>
  );
}
