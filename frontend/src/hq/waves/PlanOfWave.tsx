import type { Plan } from "../../domain/programme";
import { count } from "../../ui/desk/figures";
import { sumWords } from "../../ui/times";
import { useWords } from "../words";

/** What a drawing would do: what is filled, what is not, and why not. */
export function PlanOfWave({ plan }: { plan: Plan }) {
  const { t, language } = useWords();
  const whole = (value: number) => count(value, language);
  return (
    <>
      <p class="lead">
        {t(plan.unfilled === 0 ? "plan.all_filled" : "plan.some_unfilled", {
          wanted: whole(plan.wanted),
          stores: whole(plan.stores),
          filled: whole(plan.filled + plan.made),
          unfilled: whole(plan.unfilled),
          shoppers: whole(plan.shoppers.eligible),
          fees: sumWords(plan.fees.total, plan.fees.currency),
        })}
      </p>
      <div class="split">
        <section class="half">
          <h3>{t("plan.regions")}</h3>
          <CountsTable
            heading={t("region")}
            rows={plan.regions.map((region) => ({ ...region, key: region.id }))}
          />
        </section>
        <section class="half">
          <h3>{t("plan.why_not")}</h3>
          <Reasons reasons={plan.reasons} />
          {plan.dayparts.some(({ daypart }) => daypart) && (
            <CountsTable
              heading={t("quotas.daypart")}
              rows={plan.dayparts.map((part) => ({
                ...part,
                key: part.daypart,
                name: part.daypart || t("quotas.any_time"),
              }))}
            />
          )}
          {plan.quotas.length > 0 && (
            <CountsTable
              heading={t("plan.quota")}
              rows={plan.quotas.map((quota) => ({
                key: JSON.stringify([quota.daypart, quota.trait]),
                name: [quota.daypart, ...Object.values(quota.trait ?? {})].filter(Boolean).join(", "),
                ...quota,
              }))}
            />
          )}
        </section>
      </div>
      {Object.keys(plan.looks).length > 0 && (
        <p class="quiet">
          {t("plan.looks")}{" "}
          {Object.entries(plan.looks)
            .map(([look, n]) => `${t(`look.${look}`)} ${whole(n)}`)
            .join(" · ")}
        </p>
      )}
      <Unfilled plan={plan} />
    </>
  );
}

interface CountRow {
  key: string;
  name: string;
  wanted: number;
  filled: number;
  unfilled: number;
}

function CountsTable({ heading, rows }: { heading: string; rows: CountRow[] }) {
  const { t, language } = useWords();
  return (
    <table>
      <thead>
        <tr>
          <th scope="col">{heading}</th>
          {["wanted", "filled", "unfilled"].map((word) => (
            <th key={word} scope="col" class="num">
              {t(`plan.${word}`)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={row.key}>
            <th scope="row" class="light">
              {row.name}
            </th>
            <td class="num">{count(row.wanted, language)}</td>
            <td class="num">{count(row.filled, language)}</td>
            <td class="num">{count(row.unfilled, language)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Reasons({ reasons }: { reasons: Record<string, number> }) {
  const { t, language } = useWords();
  const sorted = Object.entries(reasons).sort((a, b) => b[1] - a[1]);
  if (sorted.length === 0) return <p class="quiet empty">{t("plan.nothing_in_the_way")}</p>;
  return (
    <ul class="todo">
      {sorted.map(([rule, places]) => (
        <li key={rule}>
          <span>{t(`rule.${rule}`)}</span>
          <span class="quiet">{count(places, language)}</span>
        </li>
      ))}
    </ul>
  );
}

function Unfilled({ plan }: { plan: Plan }) {
  const { t, language } = useWords();
  if (plan.stores_unfilled.length === 0) return null;
  return (
    <details class="as-table">
      <summary>{t("plan.stores_unfilled", { n: plan.total_stores_unfilled })}</summary>
      <ul class="todo">
        {plan.stores_unfilled.map(({ store, daypart, unfilled, reasons }) => (
          <li key={`${store.id} ${daypart}`}>
            <span>{store.name}</span>
            <span class="quiet">{count(unfilled, language)}</span>
            <span class="more">
              {Object.entries(reasons)
                .map(([rule, shoppers]) => `${t(`rule.${rule}`)} ${count(shoppers, language)}`)
                .join(" · ")}
            </span>
          </li>
        ))}
      </ul>
    </details>
  );
}
