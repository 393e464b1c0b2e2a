import { useState } from "preact/hooks";
import { Problem, send } from "../../api/asking";
import type { Offer } from "../../domain/offers";
import { isOnline } from "../../ui/online";
import { clock, moneyWords, windowWords } from "../../ui/times";
import { mapLink } from "../parts/map";
import { Places } from "../parts/Places";
import { Troubles } from "../parts/Troubles";
import { useTitle } from "../parts/title";
import { Heading } from "../parts/Way";
import { usePhone } from "../phone";
import { type OfferKey, tell } from "./words";

/** The board as of the last contact with HQ. Reading needs no network; taking a visit does. */
export function OffersPage() {
  const { seen } = usePhone();
  const { briefing, heard } = seen.value;
  const offers = briefing?.offers ?? [];
  const invitations = offers.filter(({ invited }) => invited);
  const others = offers.filter(({ invited }) => !invited);
  const [yours, setYours] = useState<Offer | null>(null);
  useTitle(tell("offers"));
  return (
    <>
      <header class="top">
        <Heading words={tell("offers")} />
        <p class="quiet">{tell("offers.lead")}</p>
      </header>
      <main>
        <Troubles />
        {!isOnline.value && <p class="banner">{tell("offers.offline")}</p>}
        <p role="status" class={yours ? "banner good" : ""}>
          {yours && (
            <>
              <bdi class="words">{yours.store.name}</bdi>. {tell("offers.yours")}{" "}
              <a href={`/brief/${yours.id}`}>{tell("offers.brief")}</a>
            </>
          )}
        </p>
        {offers.length === 0 ? (
          <p class="empty">{tell("offers.empty")}</p>
        ) : (
          <>
            <OfferRows title={tell("offers.invitations")} offers={invitations} taken={setYours} />
            <OfferRows
              title={invitations.length > 0 ? tell("offers.others") : ""}
              offers={others}
              taken={setYours}
            />
          </>
        )}
        {heard !== null && <p class="label">{tell("offers.as_of", { time: clock(heard) })}</p>}
      </main>
      <Places here="/offers" />
    </>
  );
}

/** Invitations apart from what is open to all; a heading stands only where there are both. */
function OfferRows(props: { title: string; offers: readonly Offer[]; taken: (offer: Offer) => void }) {
  const { title, offers, taken } = props;
  if (offers.length === 0) return null;
  return (
    <section>
      {title && <h2 class="label">{title}</h2>}
      <ul class="rows">
        {offers.map((offer) => (
          <li key={offer.id}>
            <OfferRow offer={offer} taken={taken} />
          </li>
        ))}
      </ul>
    </section>
  );
}

/** One offer: a line that opens to all that has to be known before it is taken. */
function OfferRow({ offer, taken }: TakeProps) {
  const { store, window, fee, currency, km, invited } = offer;
  return (
    <details class="offer">
      <summary class="row">
        <span class="name" dir="auto">
          {store.name}
        </span>
        <span class="end">{moneyWords(fee, currency)}</span>
        <span class="more">
          {invited && <strong>{tell("offers.invited")} · </strong>}
          {windowWords(window.from, window.to, Date.now(), store.timezone)}
          {km !== null && ` · ${tell("offers.km", { km: Math.round(km) })}`}
        </span>
      </summary>
      <Facts offer={offer} />
      {offer.may ? <Take offer={offer} taken={taken} /> : <WhyNot offer={offer} />}
    </details>
  );
}

function Facts({ offer }: { offer: Offer }) {
  const { store, window, daypart, fee, expense_limit, currency, claim_hours } = offer;
  const link = mapLink(offer);
  const money = moneyWords(fee, currency);
  const expenses =
    Number(expense_limit) > 0
      ? tell("offers.expenses", { most: moneyWords(expense_limit, currency) ?? "" })
      : "";
  return (
    <dl class="facts">
      <dt>{tell("offers.when")}</dt>
      <dd>
        {windowWords(window.from, window.to, Date.now(), store.timezone)}
        {daypart && (
          <bdi>
            , {daypart.from} – {daypart.to}
          </bdi>
        )}
      </dd>
      <dt>{tell("offers.where")}</dt>
      <dd dir="auto">
        {link ? <a href={link}>{store.address || store.city}</a> : store.address || store.city}
      </dd>
      <dt>{tell("offers.fee")}</dt>
      <dd>{[money, expenses].filter(Boolean).join(", ")}</dd>
      <dt />
      <dd class="quiet">{tell("offers.hours", { n: claim_hours })}</dd>
    </dl>
  );
}

interface TakeProps {
  readonly offer: Offer;
  /** it is hers: said above the list, for its own line goes */
  readonly taken: (offer: Offer) => void;
}

type Told = "" | "taking" | "taken" | "not_eligible" | "failed";

/** Exactly one of two who ask at once has it; the other is told. */
function Take({ offer, taken }: TakeProps) {
  const { check } = usePhone();
  const [told, setTold] = useState<Told>("");
  const { quiz, id, invited } = offer;
  if (quiz.needed && !quiz.passed) {
    return (
      <a class="act first" href={`/quiz/${quiz.checklist}`}>
        {tell("offers.quiz")}
      </a>
    );
  }
  const ask = async (verb: "claim" | "decline") => {
    setTold("taking");
    try {
      await send("POST", `assignments/${id}/${verb}`, {});
      setTold("");
      if (verb === "claim") taken(offer);
    } catch (problem) {
      const code = problem instanceof Problem ? problem.code : "";
      setTold(code === "assignment_taken" ? "taken" : code === "not_eligible" ? "not_eligible" : "failed");
    }
    await check();
  };
  return (
    <div class="stack">
      <p role="status">{told && told !== "taking" && tell(`offers.${told}`)}</p>
      <button
        type="button"
        class="act first"
        disabled={told === "taking" || !isOnline.value}
        onClick={() => void ask("claim")}
      >
        {tell(told === "taking" ? "offers.taking" : "offers.take")}
      </button>
      {invited && (
        <button
          type="button"
          class="act"
          disabled={told === "taking" || !isOnline.value}
          onClick={() => void ask("decline")}
        >
          {tell("offers.decline")}
        </button>
      )}
    </div>
  );
}

function WhyNot({ offer }: { offer: Offer }) {
  const { quiz, why_not } = offer;
  const onlyQuiz = why_not.length > 0 && why_not.every(({ rule }) => rule === "quiz");
  if (onlyQuiz) {
    return (
      <a class="act first" href={`/quiz/${quiz.checklist}`}>
        {tell("offers.quiz")}
      </a>
    );
  }
  return (
    <p class="quiet why-not">
      {tell("offers.why_not")} {why_not.map(({ rule }) => tell(`rule.${rule}` as OfferKey)).join(", ")}.
    </p>
  );
}
