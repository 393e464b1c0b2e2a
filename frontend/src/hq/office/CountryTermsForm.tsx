import { useState } from "preact/hooks";
import { type CountryTerms, type Policy, said, TERMS } from "../../domain/retention";
import { byCountryName, countryName } from "../../ui/countries";
import { useWords } from "../words";

interface Props {
  /** the country whose terms are changed; without it one of `choices` gets some */
  terms?: CountryTerms;
  choices?: { near: readonly string[]; far: readonly string[] };
  brand: Policy;
  keep: (country: string, policy: Partial<Policy>) => Promise<boolean>;
}

/** What a country says itself; what it leaves empty is the brand's, whose days stand in the empty field. */
export function CountryTermsForm({ terms, choices, brand, keep }: Props) {
  const { t } = useWords();
  const [told, setTold] = useState("");
  const submit = async (event: SubmitEvent) => {
    event.preventDefault();
    const form = event.currentTarget as HTMLFormElement;
    const fields = new FormData(form);
    const policy = said(fields);
    if (Object.keys(policy).length === 0) return setTold(t("retention.say_one"));
    const isKept = await keep(terms?.country ?? String(fields.get("country")), policy);
    setTold(isKept ? t("wave.kept") : "");
    if (isKept && !terms) form.reset();
  };
  return (
    <form class="ask wave-form" onSubmit={(event) => void submit(event)} onInput={() => setTold("")}>
      {choices && <Choice {...choices} />}
      {TERMS.map((term) => (
        <label key={term} class="line-of">
          <span class="quiet">{t(`retention.${term}`)}</span>
          <input
            class="field"
            name={term}
            type="number"
            min={1}
            max={3650}
            placeholder={String(brand[term])}
            defaultValue={terms?.own[term] === undefined ? "" : String(terms.own[term])}
          />
        </label>
      ))}
      <p class="acts">
        <button type="submit" class="act">
          {t(terms ? "retention.keep" : "retention.add_country")}
        </button>
        <span role="status">{told}</span>
      </p>
    </form>
  );
}

function Choice({ near, far }: { near: readonly string[]; far: readonly string[] }) {
  const { t } = useWords();
  const groups = [
    { words: t("retention.with_stores"), countries: near },
    { words: t("retention.without_stores"), countries: far },
  ];
  return (
    <label class="line-of">
      <span class="quiet">{t("retention.country")}</span>
      <select name="country" required defaultValue="">
        <option value="">{t("retention.choose")}</option>
        {groups.map(
          ({ words, countries }) =>
            countries.length > 0 && (
              <optgroup key={words} label={words}>
                {[...countries].sort(byCountryName).map((each) => (
                  <option key={each} value={each}>
                    {countryName(each)}
                  </option>
                ))}
              </optgroup>
            ),
        )}
      </select>
    </label>
  );
}
