import { Fragment } from "preact";
import { differing, type KeptFor, type Policy, TERMS, type Term } from "../../domain/retention";
import { byCountryName, countryName } from "../../ui/countries";
import { useLoaded } from "../../ui/load";
import { isOnline } from "../../ui/online";
import { tell } from "../offers/words";
import { readKeptFor } from "./asking";

/** How long what she sends is kept, by brand, and by country where other terms hold. */
export function KeptPart() {
  const [loaded] = useLoaded(`kept ${isOnline.value}`, readKeptFor);
  const brands = loaded.value ?? [];
  return (
    <section class="kept-for" aria-labelledby="kept-for">
      <h2 class="label" id="kept-for">
        {tell("kept")}
      </h2>
      {loaded.state === "loading" && !loaded.value && <p role="status">{tell("consents.loading")}</p>}
      {loaded.state === "failed" && (
        <p class="quiet" role="status">
          {tell(isOnline.value ? "consents.failed" : "kept.offline")}
        </p>
      )}
      {loaded.value && <p class="quiet">{tell("kept.counted")}</p>}
      {brands.map((brand) => (
        <OfBrand key={brand.brand} kept={brand} isAlone={brands.length === 1} />
      ))}
    </section>
  );
}

function OfBrand({ kept, isAlone }: { kept: KeptFor; isAlone: boolean }) {
  const apart = [...kept.countries].sort((one, other) => byCountryName(one.country, other.country));
  return (
    <>
      {!isAlone && <h3>{kept.name}</h3>}
      <Terms policy={kept.policy} terms={TERMS} />
      {apart.map(({ country, policy }) => (
        <div key={country}>
          <h3>{tell("kept.where", { country: countryName(country) })}</h3>
          <Terms policy={policy} terms={differing(policy, kept.policy)} />
        </div>
      ))}
    </>
  );
}

function Terms({ policy, terms }: { policy: Policy; terms: readonly Term[] }) {
  return (
    <dl class="facts">
      {terms.map((term) => (
        <Fragment key={term}>
          <dt>{tell(`kept.${term}`)}</dt>
          <dd>{tell(term === "receipt_days" ? "kept.after_pay" : "kept.days", { n: policy[term] })}</dd>
        </Fragment>
      ))}
    </dl>
  );
}
