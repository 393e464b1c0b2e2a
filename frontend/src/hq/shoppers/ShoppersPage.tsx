import { useState } from "preact/hooks";
import { read } from "../../api/asking";
import type { Shopper } from "../../domain/shopper";
import { count } from "../../ui/desk/figures";
import { useTurned } from "../../ui/desk/turning";
import { Page, useTitle } from "../Page";
import { useWords } from "../words";

/** Who shops for the brand; known by name to schedulers alone. */
export function ShoppersPage() {
  const { t } = useWords();
  useTitle(t("shoppers"));
  const [q, setQ] = useState("");
  const [loaded, again, turning] = useTurned(q, (cursor, signal) =>
    read<{ results: Shopper[]; next: string | null }>("shoppers", { q, cursor }, signal),
  );
  return (
    <>
      <h1>{t("shoppers")}</h1>
      <p class="lead">{t("shoppers.lead")}</p>
      <search class="filters">
        <label>
          <span class="label">{t("shoppers.find")}</span>
          <input
            type="search"
            class="field"
            value={q}
            onChange={(event) => setQ(event.currentTarget.value.trim())}
          />
        </label>
      </search>
      <Page loaded={loaded} again={again}>
        {({ results, next }) =>
          results.length === 0 ? (
            <p class="quiet empty">{t(q ? "finder.nothing" : "shoppers.empty")}</p>
          ) : (
            <>
              <ShoppersTable shoppers={results} />
              {turning(next)}
            </>
          )
        }
      </Page>
    </>
  );
}

function ShoppersTable({ shoppers }: { shoppers: Shopper[] }) {
  const { t, language } = useWords();
  return (
    <table class="folds plain">
      <thead>
        <tr>
          <th scope="col">{t("shopper")}</th>
          <th scope="col">{t("shopper.languages")}</th>
          {["rating", "visits", "reach"].map((word) => (
            <th key={word} scope="col" class="num">
              {t(`shopper.${word}`)}
            </th>
          ))}
          <th scope="col">{t("shopper.bars")}</th>
        </tr>
      </thead>
      <tbody>
        {shoppers.map(({ id, name, alias, profile, visits, bars }) => (
          <tr key={id}>
            <th scope="row">
              <a href={`/shoppers/${id}`}>{name}</a> <span class="quiet">{alias !== name && alias}</span>
              {!profile.is_available && <span class="quiet"> · {t("rule.available")}</span>}
            </th>
            <td data-of={t("shopper.languages")}>{profile.languages.join(", ") || "–"}</td>
            <td class="num" data-of={t("shopper.rating")}>
              {profile.rating ?? "–"}
            </td>
            <td class="num" data-of={t("shopper.visits")}>
              {count(visits, language)}
            </td>
            <td class="num" data-of={t("shopper.reach")}>
              {count(profile.reach_km, language)}
            </td>
            <td data-of={t("shopper.bars")}>
              {count(bars.filter(({ lifted_at }) => !lifted_at).length, language)}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
