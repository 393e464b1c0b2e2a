import { useState } from "preact/hooks";
import { send } from "../../api/asking";
import type { Bar } from "../../domain/shopper";
import type { Place } from "../../domain/standing";
import { Part } from "../../ui/desk/Part";
import { nearDay } from "../../ui/times";
import { FindOne } from "../Finder";
import { findStores, storeWords } from "../finding";
import { useWords } from "../words";
import type { ShopperProps } from "./ShopperPage";

/** Where she may not go any more: she was recognised there, or headquarters says why. */
export function BarsPart({ shopper, run }: ShopperProps) {
  const { t } = useWords();
  return (
    <Part title={t("bars")} end={t("bars.end")}>
      {shopper.bars.length === 0 ? (
        <p class="quiet empty">{t("bars.none")}</p>
      ) : (
        <ul class="todo">
          {shopper.bars.map((bar) => (
            <BarLine key={bar.id} bar={bar} lift={() => void run(send("POST", `bars/${bar.id}/lift`, {}))} />
          ))}
        </ul>
      )}
      <NewBar shopper={shopper} run={run} />
    </Part>
  );
}

function BarLine({ bar, lift }: { bar: Bar; lift: () => void }) {
  const { t } = useWords();
  const where = bar.store?.name ?? t("bars.whole_brand");
  const reason = t(`bars.reason.${bar.reason}`);
  return (
    <li>
      <strong>{where}</strong>
      <span class="quiet">{nearDay(bar.at, Date.now())}</span>
      <span class="more">
        {reason.startsWith("bars.reason.") ? bar.reason : reason}{" "}
        {bar.lifted_at ? (
          <span class="quiet">{t("bars.lifted", { when: nearDay(bar.lifted_at, Date.now()) })}</span>
        ) : (
          <button type="button" class="link" aria-label={t("bars.lift_at", { where })} onClick={lift}>
            {t("bars.lift")}
          </button>
        )}
      </span>
    </li>
  );
}

function NewBar({ shopper, run }: ShopperProps) {
  const { t } = useWords();
  const [store, setStore] = useState<Place | null>(null);
  const [trouble, setTrouble] = useState("");
  const add = (event: SubmitEvent) => {
    event.preventDefault();
    const form = event.currentTarget as HTMLFormElement;
    const fields = new FormData(form);
    const isWhole = fields.has("whole");
    if (!isWhole && !store) return setTrouble(t("bars.where"));
    setTrouble("");
    const wish = { store: isWhole ? null : store?.id, reason: String(fields.get("reason")).trim() };
    void run(send("POST", `shoppers/${shopper.id}/bars`, wish)).then((isDone) => {
      if (!isDone) return; // what she wrote stays
      form.reset();
      setStore(null);
    });
  };
  return (
    <form class="ask wave-form" onSubmit={add}>
      <FindOne
        label={t("bars.store")}
        ask={findStores}
        wordsOf={storeWords}
        chosen={store}
        choose={setStore}
      />
      <label class="tick">
        <input type="checkbox" name="whole" />
        <span>{t("bars.whole_brand")}</span>
      </label>
      <label class="line-of">
        <span class="quiet">{t("bars.why")}</span>
        <input class="field" name="reason" required maxLength={60} />
      </label>
      <p class="acts">
        <button type="submit" class="act">
          {t("bars.add")}
        </button>
        <span role="alert">{trouble}</span>
      </p>
    </form>
  );
}
