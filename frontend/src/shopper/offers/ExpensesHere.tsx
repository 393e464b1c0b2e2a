import type { Expense } from "../../domain/expense";
import { Mark } from "../../ui/Mark";
import { moneyWords } from "../../ui/times";
import { usePhone } from "../phone";
import { storeOf } from "../stores";
import { say } from "../words";
import { useExpenses } from "./expenses";
import { type OfferKey, tell } from "./words";

/** Why HQ refused an expense, in words for what to do about it. */
const REASONS: Readonly<Record<string, OfferKey>> = {
  expense_limit: "expense.refused_limit",
  pay_settled: "expense.refused_settled",
  picture_unreadable: "expense.refused_picture",
  picture_too_large: "expense.refused_picture",
};

/** The expenses that HQ doesn't list yet: on this phone, received, or refused. */
export function ExpensesHere({ listed }: { listed: ReadonlySet<string> }) {
  const phone = usePhone();
  const here = useExpenses(phone).filter(({ id }) => !listed.has(id));
  if (here.length === 0) return null;
  return (
    <section aria-labelledby="expenses-here">
      <h2 class="label" id="expenses-here">
        {tell("expenses.here")}
      </h2>
      <ul class="rows">
        {here.map((expense) => (
          <li key={expense.id}>
            <ExpenseRow expense={expense} />
          </li>
        ))}
      </ul>
    </section>
  );
}

function ExpenseRow({ expense }: { expense: Expense }) {
  const { seen, store, refresh } = usePhone();
  const visit = seen.value.visits.find(({ id }) => id === expense.visit);
  const name = visit && storeOf(store.person, seen.value, visit.assignment)?.name;
  const isRefused = expense.state === "refused";
  return (
    <div class="row">
      <span class="name" dir="auto">
        {name ?? say("visit.any")}
      </span>
      <span class="end">{moneyWords(expense.amount, expense.currency)}</span>
      <span class="more">
        {tell(`expense.kind.${expense.kind}`)}
        {expense.what && (
          <>
            {" · "}
            <bdi class="words">{expense.what}</bdi>
          </>
        )}
      </span>
      <span class={`state${isRefused ? " asks" : expense.state === "received" ? " received" : ""}`}>
        <Mark name={isRefused ? "stop" : expense.state === "received" ? "tick" : "ring"} />
        <span role="status">{tell(stateKey(expense))}</span>
      </span>
      {isRefused && (
        <button
          type="button"
          class="act bare"
          onClick={() => void store.dropExpense(expense.id).then(refresh)}
        >
          {tell("expense.drop")}
        </button>
      )}
    </div>
  );
}

function stateKey({ state, code }: Expense): OfferKey {
  if (state === "refused") return REASONS[code ?? ""] ?? "expense.refused";
  return state === "received" ? "expense.received" : "expense.waiting";
}
