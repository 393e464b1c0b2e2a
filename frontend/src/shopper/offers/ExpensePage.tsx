import { useState } from "preact/hooks";
import { amountOf, KINDS, newExpense } from "../../domain/expense";
import { newId } from "../../domain/uuid";
import { type Shrunk, shrink } from "../../store/shrink";
import { Mark } from "../../ui/Mark";
import { address, goFrom } from "../../ui/router";
import { moneyWords } from "../../ui/times";
import { Troubles } from "../parts/Troubles";
import { useTitle } from "../parts/title";
import { Heading, Way } from "../parts/Way";
import { usePhone } from "../phone";
import { type StoreWords, storeOf } from "../stores";
import { say } from "../words";
import { keepTyped, leftOf, type Typed, typedBefore, useExpenses } from "./expenses";
import { type OfferKey, tell } from "./words";

const LONG_EDGE = 1600; // a receipt that can be read; HQ keeps no larger one

/** Money laid out on a visit, with its receipt: kept on this phone at once, sent when there is a network. */
export function ExpensePage({ visit }: { visit: string }) {
  const { seen, store } = usePhone();
  useTitle(tell("expense"));
  const found = seen.value.visits.find((each) => each.id === visit);
  const words = found && storeOf(store.person, seen.value, found.assignment);
  return (
    <>
      <Way title={words?.name ?? say("visit.any")} back="/fees" isPlain />
      <main>
        <Heading words={tell("expense")} className="page" />
        <Troubles />
        {words?.currency ? (
          <ExpenseForm visit={visit} words={words} currency={words.currency} />
        ) : (
          <p class="empty">{tell("expense.unknown")}</p>
        )}
      </main>
    </>
  );
}

function ExpenseForm({ visit, words, currency }: { visit: string; words: StoreWords; currency: string }) {
  const phone = usePhone();
  const [typed, setTyped] = useState(() => typedBefore(visit));
  const [receipt, setReceipt] = useState<Shrunk | null>(null);
  const [trouble, setTrouble] = useState<OfferKey | null>(null);
  const left = leftOf(words.expense_limit, visit, useExpenses(phone));
  const change = (news: Partial<Typed>) => {
    const next = { ...typed, ...news };
    keepTyped(visit, next);
    setTyped(next);
  };
  const keep = async (event: SubmitEvent) => {
    event.preventDefault();
    const here = address.peek();
    const amount = amountOf(typed.amount);
    if (amount === null) return setTrouble("expense.no_amount");
    if (left !== null && Number(amount) > left) return setTrouble("expense.too_much");
    const told = { ...typed, amount, currency, visit, id: newId(), madeAt: Date.now() };
    const kept = newExpense({ ...told, what: typed.what.trim(), hasReceipt: receipt !== null });
    try {
      await phone.store.layOut(kept, receipt?.bytes ?? null);
    } catch {
      return setTrouble("expense.disk");
    }
    keepTyped(visit, null);
    void phone.runner.wake("sealed");
    goFrom(here, "/fees");
  };
  return (
    <form class="questions" onSubmit={(event) => void keep(event)}>
      {left !== null && <p class="quiet">{limitWords(left, currency)}</p>}
      <Amount typed={typed} currency={currency} change={change} />
      <Kind typed={typed} change={change} />
      <Receipt receipt={receipt} take={setReceipt} />
      <p role="alert">{trouble && tell(trouble)}</p>
      <button type="submit" class="act first">
        {tell("expense.keep")}
      </button>
      <p class="notice">{tell("expense.sent_later")}</p>
    </form>
  );
}

const limitWords = (left: number, currency: string): string =>
  left > 0
    ? tell("expense.left", { most: moneyWords(left.toFixed(2), currency) })
    : tell("expense.nothing_left");

interface PartProps {
  readonly typed: Typed;
  readonly change: (news: Partial<Typed>) => void;
}

function Amount({ typed, change, currency }: PartProps & { currency: string }) {
  return (
    <label class="question">
      <span class="question-words">{tell("expense.amount", { currency })}</span>
      <input
        class="line-in"
        name="amount"
        inputMode="decimal"
        autocomplete="off"
        dir="ltr"
        value={typed.amount}
        onInput={(event) => change({ amount: event.currentTarget.value })}
      />
    </label>
  );
}

function Kind({ typed, change }: PartProps) {
  return (
    <fieldset class="question">
      <legend class="question-words">{tell("expense.kind")}</legend>
      <div class="choice">
        {KINDS.map((kind) => (
          <label key={kind}>
            <span>{tell(`expense.kind.${kind}`)}</span>
            <input
              type="radio"
              name="kind"
              value={kind}
              checked={typed.kind === kind}
              onChange={() => change({ kind })}
            />
          </label>
        ))}
      </div>
      <label>
        <span class="hint">{tell("expense.what")}</span>
        <input
          class="line-in"
          name="what"
          maxLength={200}
          autocomplete="off"
          dir="auto"
          value={typed.what}
          onInput={(event) => change({ what: event.currentTarget.value })}
        />
      </label>
    </fieldset>
  );
}

function Receipt({ receipt, take }: { receipt: Shrunk | null; take: (taken: Shrunk) => void }) {
  const [isUnreadable, setUnreadable] = useState(false);
  const [shown, setShown] = useState("");
  const chosen = async (input: HTMLInputElement) => {
    const [file] = input.files ?? [];
    input.value = "";
    const taken = file && (await shrink(file, LONG_EDGE).catch(() => null));
    setUnreadable(taken === null);
    if (!taken) return;
    URL.revokeObjectURL(shown);
    setShown(URL.createObjectURL(new Blob([taken.bytes], { type: taken.mime })));
    take(taken);
  };
  return (
    <fieldset class="question">
      <legend class="question-words">{tell("expense.receipt")}</legend>
      <div class="photos">
        {receipt && (
          <figure>
            <img src={shown} alt={tell("expense.receipt")} />
          </figure>
        )}
        <label class="add">
          <Mark name="camera" />
          {tell(receipt ? "expense.retake" : "expense.take")}
          <input
            type="file"
            name="receipt"
            accept="image/*"
            capture="environment"
            onChange={(event) => void chosen(event.currentTarget)}
          />
        </label>
      </div>
      <p class="hint" aria-live="polite">
        {tell(isUnreadable ? "expense.unreadable" : "expense.why_receipt")}
      </p>
    </fieldset>
  );
}
