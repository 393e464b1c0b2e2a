import { useState } from "preact/hooks";
import { send } from "../../api/asking";
import { listed } from "../../domain/shopper";
import { useWords } from "../words";
import type { ShopperProps } from "./ShopperPage";

/** What the drawing asks of her: languages, home and reach, traits such as age or look, whether she is there at all. */
export function ProfileForm({ shopper, run }: ShopperProps) {
  const { t } = useWords();
  const { profile } = shopper;
  const [traits, setTraits] = useState(Object.entries(profile.traits));
  const keep = (event: SubmitEvent) => {
    event.preventDefault();
    const fields = new FormData(event.currentTarget as HTMLFormElement);
    const degrees = (name: string) => (fields.get(name) ? Number(fields.get(name)) : null);
    void run(
      send("PATCH", `shoppers/${shopper.id}/profile`, {
        languages: listed(String(fields.get("languages"))),
        lat: degrees("lat"),
        lon: degrees("lon"),
        reach_km: Number(fields.get("reach_km")),
        is_available: fields.has("is_available"),
        traits: Object.fromEntries(traits),
      }),
    );
  };
  return (
    <form class="ask wave-form" onSubmit={keep}>
      <label class="line-of">
        <span class="quiet">{t("shopper.languages")}</span>
        <input class="field" name="languages" defaultValue={profile.languages.join(", ")} />
      </label>
      <Degrees name="lat" most={90} value={profile.lat} />
      <Degrees name="lon" most={180} value={profile.lon} />
      <label class="line-of">
        <span class="quiet">{t("shopper.reach")}</span>
        <input
          class="field"
          name="reach_km"
          type="number"
          min={0}
          max={20_100}
          required
          defaultValue={String(profile.reach_km)}
        />
      </label>
      <TraitRows traits={traits} change={setTraits} />
      <label class="tick">
        <input type="checkbox" name="is_available" defaultChecked={profile.is_available} />
        <span>{t("shopper.is_available")}</span>
      </label>
      <p class="acts">
        <button type="submit" class="act">
          {t("profile.keep")}
        </button>
      </p>
    </form>
  );
}

function Degrees({ name, most, value }: { name: "lat" | "lon"; most: number; value: number | null }) {
  const { t } = useWords();
  return (
    <label class="line-of">
      <span class="quiet">{t(`shopper.${name}`)}</span>
      <input
        class="field"
        name={name}
        type="number"
        step="any"
        min={-most}
        max={most}
        defaultValue={value === null ? "" : String(value)}
      />
    </label>
  );
}

type Pair = [string, string];

function TraitRows({ traits, change }: { traits: Pair[]; change: (traits: Pair[]) => void }) {
  const { t } = useWords();
  const alter = (index: number, pair: Pair) => change(traits.map((each, at) => (at === index ? pair : each)));
  return (
    <fieldset class="rows-of">
      <legend class="label">{t("traits")}</legend>
      {traits.map(([name, value], index) => (
        <div class="row-of" key={index}>
          <input
            class="field"
            aria-label={`${t("quotas.trait")} (${index + 1})`}
            placeholder={t("quotas.trait")}
            required
            value={name}
            onInput={(event) => alter(index, [event.currentTarget.value, value])}
          />
          <input
            class="field"
            aria-label={`${t("quotas.value")} (${index + 1})`}
            placeholder={t("quotas.value")}
            required
            maxLength={60}
            value={value}
            onInput={(event) => alter(index, [name, event.currentTarget.value])}
          />
          <button
            type="button"
            class="link"
            aria-label={t("traits.remove", { name })}
            onClick={() => change(traits.filter((_, at) => at !== index))}
          >
            ×
          </button>
        </div>
      ))}
      <button type="button" class="act small" onClick={() => change([...traits, ["", ""]])}>
        {t("traits.add")}
      </button>
    </fieldset>
  );
}
