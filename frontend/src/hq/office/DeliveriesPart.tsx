import { useEffect, useState } from "preact/hooks";
import { read, send } from "../../api/asking";
import {
  type Deliveries,
  type Delivery,
  isMoving,
  outcomeOf,
  STATES,
  troubleOf,
} from "../../domain/webhooks";
import { Part } from "../../ui/desk/Part";
import { useTurned } from "../../ui/desk/turning";
import { clock, clockToSecond, nearDay } from "../../ui/times";
import { Page, useSentence } from "../Page";
import { useWords } from "../words";

const EVERY = 4000; // milliseconds between two looks while something is on its way

/** Every message of a webhook, the newest first: when, what, what became of it; each can be sent again. */
export function DeliveriesPart({ hook, turn }: { hook: string; turn: number }) {
  const { t } = useWords();
  const sentence = useSentence();
  const [state, setState] = useState("");
  const [told, setTold] = useState("");
  const [loaded, again, turning] = useTurned(`${hook} ${state}`, (cursor, signal) =>
    read<Deliveries>(`webhooks/${hook}/messages`, { state, cursor }, signal),
  );
  const list = loaded.value;
  useEffect(() => (turn > 0 ? again() : undefined), [turn]);
  useEffect(() => {
    if (!list || !isMoving(list.results, Date.now())) return;
    const timer = setInterval(again, EVERY);
    return () => clearInterval(timer);
  }, [list]);
  const replay = (one: Delivery) => {
    setTold("");
    void send("POST", `messages/${one.id}/replay`, {}).then(
      () => {
        setTold(t("delivery.replayed"));
        again();
      },
      (problem: unknown) => setTold(sentence(problem)),
    );
  };
  return (
    <Part title={t("deliveries")} end={list && t("deliveries.n", { n: list.n })}>
      <StateChoice state={state} choose={setState} />
      <p role="status">{told}</p>
      <Page loaded={loaded} again={again}>
        {({ results, next }) => (
          <>
            {results.length === 0 ? (
              <p class="quiet empty">{t(state ? "deliveries.none_fit" : "deliveries.empty")}</p>
            ) : (
              <DeliveriesTable deliveries={results} replay={replay} />
            )}
            {turning(next)}
          </>
        )}
      </Page>
    </Part>
  );
}

function StateChoice({ state, choose }: { state: string; choose: (state: string) => void }) {
  const { t } = useWords();
  return (
    <p class="acts">
      <label class="chooser">
        <span class="quiet">{t("delivery.outcome")} </span>
        <select value={state} onChange={(event) => choose(event.currentTarget.value)}>
          <option value="">{t("assignment.any")}</option>
          {STATES.map((each) => (
            <option key={each} value={each}>
              {t(`deliveries.${each}`)}
            </option>
          ))}
        </select>
      </label>
    </p>
  );
}

type Replays = { replay: (one: Delivery) => void };

function DeliveriesTable({ deliveries, replay }: { deliveries: Delivery[] } & Replays) {
  const { t } = useWords();
  return (
    <table class="folds plain">
      <thead>
        <tr>
          {["when", "event", "outcome", "tries", "body"].map((word) => (
            <th key={word} scope="col" class={word === "tries" ? "num" : ""}>
              {t(`delivery.${word}`)}
            </th>
          ))}
          <th scope="col">
            <span class="unseen">{t("delivery.replay")}</span>
          </th>
        </tr>
      </thead>
      <tbody>
        {deliveries.map((one) => (
          <DeliveryRow key={one.id} one={one} replay={replay} />
        ))}
      </tbody>
    </table>
  );
}

function DeliveryRow({ one, replay }: { one: Delivery } & Replays) {
  const { t } = useWords();
  const tone = one.state === "failed" ? "below" : "";
  return (
    <tr>
      <th scope="row" class="light when">
        {nearDay(one.made_at, Date.now())}, {clockToSecond(one.made_at)}
      </th>
      <td data-of={t("delivery.event")}>{t(`verb.${one.verb}`)}</td>
      <td data-of={t("delivery.outcome")} class={tone}>
        <Outcome one={one} />
      </td>
      <td data-of={t("delivery.tries")} class="num">
        {one.tries}
      </td>
      <td class="line">
        <details class="sent">
          <summary>{t("delivery.body")}</summary>
          <pre dir="ltr">{JSON.stringify(one.body, null, 1)}</pre>
        </details>
      </td>
      <td class="fetch">
        <button type="button" class="link" onClick={() => replay(one)}>
          {t("delivery.replay")}
        </button>
      </td>
    </tr>
  );
}

function Outcome({ one }: { one: Delivery }) {
  const { t } = useWords();
  const trouble = troubleOf(one);
  const why = t(`delivery.why.${trouble}`);
  const said =
    one.status && one.state !== "sent" ? t("delivery.answered", { status: String(one.status) }) : trouble;
  const known = trouble && !why.startsWith("delivery.why.") ? why : said;
  const when = (at: string) => `${nearDay(at, Date.now())} ${clock(at)}`;
  return (
    <>
      {t(outcomeOf(one))}
      {one.sent_at && one.state === "sent" && `, ${when(one.sent_at)}`}
      {known && ` (${known})`}
      {one.next_try_at && one.tries > 0 && (
        <span class="faint"> · {t("delivery.next", { when: when(one.next_try_at) })}</span>
      )}
    </>
  );
}
