import { useState } from "preact/hooks";
import { send } from "../../api/asking";
import {
  type CountryTerms,
  choices,
  hasOwn,
  type Policy,
  type Retention,
  TERMS,
} from "../../domain/retention";
import { byCountryName, countryName } from "../../ui/countries";
import { Part } from "../../ui/desk/Part";
import { Sure } from "../../ui/Sure";
import { useRun } from "../Page";
import { useWords } from "../words";
import { CountryTermsForm } from "./CountryTermsForm";

interface Props {
  retention: Retention;
  again: () => void;
}

/** Countries whose law asks for other terms than the brand has. */
export function CountriesPart({ retention, again }: Props) {
  const { t } = useWords();
  const [run, trouble] = useRun(again);
  const path = (country: string) => `retention/countries/${country}`;
  const keep = (country: string, policy: Partial<Policy>) =>
    run(send("PUT", path(country), { brand: retention.brand, policy }));
  const remove = (country: string) => run(send("DELETE", `${path(country)}?brand=${retention.brand}`));
  const own = retention.countries.filter(hasOwn);
  own.sort((one, other) => byCountryName(one.country, other.country));
  return (
    <Part title={t("retention.countries")} end={t("retention.countries_n", { n: own.length })}>
      <p class="quiet after">{t("retention.countries_lead")}</p>
      <p role="alert">{trouble}</p>
      {own.length === 0 ? (
        <p class="quiet empty">{t("retention.no_countries")}</p>
      ) : (
        <ul class="todo">
          {own.map((each) => (
            <Country key={each.country} terms={each} brand={retention.policy} keep={keep} remove={remove} />
          ))}
        </ul>
      )}
      <CountryTermsForm choices={choices(retention)} brand={retention.policy} keep={keep} />
    </Part>
  );
}

interface CountryProps {
  terms: CountryTerms;
  brand: Policy;
  keep: (country: string, policy: Partial<Policy>) => Promise<boolean>;
  remove: (country: string) => Promise<boolean>;
}

/** One country's own terms in words; to be changed or taken away. */
function Country({ terms, brand, keep, remove }: CountryProps) {
  const { t } = useWords();
  const [isOpen, setOpen] = useState(false);
  const [isSure, setSure] = useState(false);
  const { country, own, stores } = terms;
  const name = countryName(country);
  const change = async (which: string, policy: Partial<Policy>) => {
    const isKept = await keep(which, policy);
    if (isKept) setOpen(false);
    return isKept;
  };
  return (
    <li>
      <strong>{name}</strong>
      <span class="quiet">{t("retention.stores_n", { n: stores })}</span>
      <span class="more">{inWords(t, own)}</span>
      <span class="more acts">
        <button type="button" class="link" aria-expanded={isOpen} onClick={() => setOpen(!isOpen)}>
          {t("alert_rule.change")}
          <span class="unseen"> {name}</span>
        </button>
        <button type="button" class="link" onClick={() => setSure(true)}>
          {t("alert_rule.remove")}
          <span class="unseen"> {name}</span>
        </button>
      </span>
      {isOpen && (
        <div class="more">
          <CountryTermsForm terms={terms} brand={brand} keep={change} />
        </div>
      )}
      {isSure && (
        <Sure
          title={t("retention.remove_whose", { country: name })}
          yes={t("alert_rule.remove")}
          no={t("cancel")}
          onYes={() => void remove(country).then(() => setSure(false))}
          onNo={() => setSure(false)}
        >
          <p class="quiet">{t("retention.remove_then", { terms: inWords(t, brand) })}</p>
        </Sure>
      )}
    </li>
  );
}

/** Photos and recordings 90 days · Answers 365 days. */
function inWords(t: ReturnType<typeof useWords>["t"], own: Partial<Policy>): string {
  const each = TERMS.flatMap((term) => {
    const n = own[term];
    return n === undefined ? [] : [`${t(`retention.${term}`)} ${t("retention.days", { n })}`];
  });
  return each.join(" · ");
}
