import { useState } from "preact/hooks";
import { read, send } from "../../api/asking";
import { LanguageOptions } from "../../ui/LanguageOptions";
import { useLoaded } from "../../ui/load";
import { Page, useSentence, useTitle } from "../Page";
import { useWords } from "../words";

interface Brand {
  name: string;
  language: string;
  timezone: string;
  review_hours: number;
  review_hours_risky: number;
  appeal_decided_days: number;
  far_metres: number;
  competitors: string[];
}

const NUMBERS = ["review_hours", "review_hours_risky", "appeal_decided_days", "far_metres"] as const;
const MOST = { review_hours: 720, review_hours_risky: 720, appeal_decided_days: 90, far_metres: 10_000 };
const LEAST = { review_hours: 1, review_hours_risky: 1, appeal_decided_days: 1, far_metres: 50 };

/** The brand's own name and terms. */
export function BrandPage() {
  const { t } = useWords();
  useTitle(t("brand"));
  const [loaded, again] = useLoaded("brand", (signal) => read<Brand>("brand", {}, signal));
  return (
    <>
      <h1>{t("brand")}</h1>
      <p class="lead">{t("brand.lead")}</p>
      <Page loaded={loaded} again={again}>
        {(brand) => <Terms brand={brand} kept={again} />}
      </Page>
    </>
  );
}

function wishOf(form: HTMLFormElement): object {
  const given = new FormData(form);
  const word = (name: string) => String(given.get(name) ?? "").trim();
  return {
    ...{ name: word("name"), language: word("language"), timezone: word("timezone") },
    ...Object.fromEntries(NUMBERS.map((name) => [name, Number(word(name))])),
    competitors: word("competitors")
      .split(/[\s,]+/)
      .filter(Boolean),
  };
}

/** Where the form begins; what she has typed since stays, whatever is drawn anew. */
function Terms({ brand, kept }: { brand: Brand; kept: () => void }) {
  const { t } = useWords();
  const sentence = useSentence();
  const [told, setTold] = useState("");
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    send("PATCH", "brand", wishOf(event.currentTarget as HTMLFormElement)).then(
      () => {
        setTold(t("brand.kept"));
        kept();
      },
      (problem: unknown) => setTold(sentence(problem)),
    );
  };
  return (
    <form
      class="ask wave-form"
      onSubmit={(event) => submit(event as unknown as SubmitEvent)}
      onInput={() => setTold("")}
    >
      <label class="line-of">
        <span class="quiet">{t("brand.name")}</span>
        <input class="field" name="name" defaultValue={brand.name} maxLength={120} required />
      </label>
      <label class="line-of">
        <span class="quiet">{t("brand.language")}</span>
        <select name="language">
          <LanguageOptions chosen={brand.language} />
        </select>
      </label>
      <label class="line-of">
        <span class="quiet">{t("brand.timezone")}</span>
        <select name="timezone">
          {[...new Set([brand.timezone, ...Intl.supportedValuesOf("timeZone")])].map((zone) => (
            <option key={zone} selected={zone === brand.timezone}>
              {zone}
            </option>
          ))}
        </select>
      </label>
      {NUMBERS.map((name) => (
        <label class="line-of" key={name}>
          <span class="quiet">{t(`brand.${name}`)}</span>
          <input
            {...{ class: "field", type: "number", name, required: true, dir: "ltr" as const }}
            {...{ min: LEAST[name], max: MOST[name], defaultValue: brand[name] }}
          />
        </label>
      ))}
      <label class="line-of">
        <span class="quiet">{t("brand.competitors")}</span>
        <input class="field" name="competitors" defaultValue={brand.competitors.join(" ")} dir="ltr" />
      </label>
      <p class="quiet">{t("brand.competitors_why")}</p>
      <p class="acts">
        <button type="submit" class="act first">
          {t("brand.keep")}
        </button>
        <span role="status">{told}</span>
      </p>
    </form>
  );
}
