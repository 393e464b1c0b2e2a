import { useState } from "preact/hooks";
import { read } from "../../api/asking";
import type { Pay, Pays } from "../../domain/offers";
import { outcomeIn } from "../../domain/outcomes";
import { language, localeOf } from "../../ui/language";
import { useLoaded } from "../../ui/load";
import { moneyWords, nearDay } from "../../ui/times";
import { Places } from "../parts/Places";
import { Troubles } from "../parts/Troubles";
import { useTitle } from "../parts/title";
import { Heading } from "../parts/Way";
import { usePhone } from "../phone";
import { ExpensesHere } from "./ExpensesHere";
import { tell } from "./words";

/** What the visits are worth, and how far the money is. Read from HQ, so it needs a connection. */
export function FeesPage() {
  useTitle(tell("fees"));
  const [cursor, setCursor] = useState("");
  const [loaded, again] = useLoaded(cursor, (signal) => read<Pays>("me/pay", { cursor }, signal));
  return (
    <>
      <header class="top">
        <Heading words={tell("fees")} />
        <p class="quiet">{tell("fees.lead")}</p>
      </header>
      <main>
        <Troubles />
        {loaded.state === "loading" && !loaded.value && <p role="status">{tell("fees.loading")}</p>}
        {loaded.state === "failed" && (
          <div class="banner asks" role="alert">
            <p>{tell(navigator.onLine ? "fees.failed" : "fees.offline")}</p>
            <button type="button" class="act bare" onClick={again}>
              {tell("fees.again")}
            </button>
          </div>
        )}
        <ExpensesHere listed={listedIn(loaded.value)} />
        {loaded.value && <PayList pays={loaded.value} more={setCursor} />}
      </main>
      <Places here="/fees" />
    </>
  );
}

const listedIn = (pays: Pays | null): ReadonlySet<string> =>
  new Set(pays?.results.flatMap(({ expenses }) => expenses.map(({ id }) => id)));

function PayList({ pays, more }: { pays: Pays; more: (cursor: string) => void }) {
  const { results, sums, next } = pays;
  if (results.length === 0) return <p class="empty">{tell("fees.empty")}</p>;
  return (
    <>
      <dl class="facts">
        {sums.flatMap((sum) =>
          (["due", "approved", "paid"] as const).map((state) => [
            <dt key={`${sum.currency} ${state}`}>{tell(`fees.sum.${state}`)}</dt>,
            <dd key={`${sum.currency} ${state} sum`}>{moneyWords(sum[state], sum.currency) || "–"}</dd>,
          ]),
        )}
      </dl>
      <ul class="rows">
        {results.map((pay) => (
          <li key={pay.id}>
            <PayRow pay={pay} />
          </li>
        ))}
      </ul>
      {next && (
        <button type="button" class="act" onClick={() => more(next)}>
          {tell("fees.more")}
        </button>
      )}
    </>
  );
}

function PayRow({ pay }: { pay: Pay }) {
  const part = Number(pay.share);
  const outcome = outcomeIn(pay.why);
  const share = new Intl.NumberFormat(localeOf(language.value), { style: "percent" }).format(part);
  return (
    <div class="row">
      <span class="name" dir="auto">
        {pay.store.name}
      </span>
      <span class="end">{moneyWords(pay.total, pay.currency)}</span>
      <span class="more">
        {nearDay(pay.made_at, Date.now())} · {tell(`fees.${pay.state}`)}
        {part !== 1 && ` · ${tell("fees.share", { share })}`}
        {pay.why && ` · ${outcome ? tell(`outcome.${outcome}`) : pay.why}`}
      </span>
      <Expenses pay={pay} />
    </div>
  );
}

/** What was laid out on the visit, and the way to lay out more while that can still be. */
function Expenses({ pay }: { pay: Pay }) {
  const { seen } = usePhone();
  const isHere = seen.value.visits.some(({ id }) => id === pay.visit);
  const mayAdd = isHere && pay.state === "due" && Number(pay.expense_limit) > 0;
  return (
    <>
      {pay.expenses.map((expense) => (
        <span class="more" key={expense.id}>
          {tell(`expense.kind.${expense.kind}`)} {moneyWords(expense.amount, pay.currency)} ·{" "}
          {expense.approved === null
            ? tell("fees.due")
            : tell("expense.approved", { sum: moneyWords(expense.approved, pay.currency) || "0" })}
        </span>
      ))}
      {mayAdd && (
        <a class="more" href={`/expense/${pay.visit}`}>
          {tell("expense.add")}
        </a>
      )}
    </>
  );
}
