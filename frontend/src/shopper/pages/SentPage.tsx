import type { ComponentChildren } from "preact";
import { useEffect, useState } from "preact/hooks";
import { isAnswered } from "../../domain/answers";
import { momentNow } from "../../domain/moment";
import { type Parcel, type Standing, standing } from "../../domain/parcel";
import type { Visit } from "../../domain/visit";
import { Mark, type MarkName } from "../../ui/Mark";
import { clock, moneyWords } from "../../ui/times";
import { DeleteVisit } from "../parts/DeleteVisit";
import { handOver, rescueName } from "../parts/hand_over";
import { receivedAt, standingWords } from "../parts/StateLine";
import { Troubles } from "../parts/Troubles";
import { useTitle } from "../parts/title";
import { Heading, Way } from "../parts/Way";
import { WentOn } from "../parts/WentOn";
import { usePhone } from "../phone";
import { storeOf } from "../stores";
import { shownNames } from "../visit/sections";
import { type Key, say } from "../words";

interface Counts {
  readonly answers: number;
  readonly photos: number;
}

/** What the sealed visit holds of what the shopper gave: `undefined` until it is read, null where it can't be. */
function useCounts(visit: Visit): Counts | null | undefined {
  const { store } = usePhone();
  const [counts, setCounts] = useState<Counts | null>();
  useEffect(() => {
    const both = Promise.all([store.draft(visit.id), store.edition(visit.edition)]);
    const counted = both.then(([draft, edition]) => {
      const shown = shownNames(edition?.body ?? []);
      const given = Object.entries(draft?.answers ?? {}).filter(
        ([name, value]) => shown.has(name) && isAnswered(value),
      );
      setCounts({ answers: given.length, photos: draft?.photos.length ?? 0 });
    });
    counted.catch(() => setCounts(null));
  }, [visit.id, visit.revision]);
  return counts;
}

const headingOf = (is: Standing): string => {
  if (is.is === "on_this_phone" || is.is === "sending") return say("sent.sealed");
  return standingWords(is);
};

function whyOf(is: Standing): Key {
  if (is.is === "received") return "sent.thanks";
  if (is.is === "parked") return `sent.why_parked_${is.why}`;
  return is.is === "held" ? `sent.why_held_${is.why}` : "sent.why_on_its_way";
}

/** A sealed visit: three stops on one line, and what to do where one of them is stuck. */
export function SentPage({ visit, parcel }: { visit: Visit; parcel: Parcel }) {
  const { seen, store } = usePhone();
  const counts = useCounts(visit);
  const is = standing(parcel, seen.value.pause);
  const words = storeOf(store.person, seen.value, visit.assignment);
  const heading = headingOf(is);
  const fee = words && moneyWords(words.fee, words.currency);
  useTitle(heading);
  if (counts === undefined) return null;
  return (
    <>
      <Way title={words?.name ?? say("visit.any")} back="/today" isPlain />
      <main>
        <Heading words={heading} className="page" />
        <p class="quiet brief-words" role="status">
          {say(whyOf(is))}
        </p>
        <WentOn visit={visit.id} on="sent" />
        <Troubles />
        <ol class="stops">
          <Stop state="done" mark="tick" name={say("sent.here")} time={clock(parcel.sealedAt)}>
            <p>
              {counts && say("sent.answers", { n: counts.answers })}{" "}
              {counts && counts.photos > 0 && say("sent.photos", { n: counts.photos })} {say("sent.frozen")}
            </p>
          </Stop>
          <Middle is={is} of={parcel.blobs.length + 1} />
          <Last is={is} parcel={parcel} />
        </ol>
        {Number(words?.expense_limit) > 0 && (
          <a class="act" href={`/expense/${visit.id}`}>
            {say("sent.expense")}
          </a>
        )}
        {is.is === "received" ? (
          fee && (
            <dl class="facts">
              <dt>{say("next.fee")}</dt>
              <dd>{say("sent.fee", { fee: fee })}</dd>
            </dl>
          )
        ) : (
          <Stuck visit={visit} parcel={parcel} is={is} />
        )}
      </main>
    </>
  );
}

interface StopProps {
  readonly state: "done" | "now" | "yet";
  readonly mark: MarkName;
  readonly name: string;
  readonly time?: string;
  readonly children: ComponentChildren;
}

function Stop({ state, mark, name, time, children }: StopProps) {
  return (
    <li class={state}>
      <Mark name={mark} />
      <strong>{name}</strong>
      <time>{time}</time>
      {children}
    </li>
  );
}

function Middle({ is, of }: { is: Standing; of: number }) {
  if (is.is === "received")
    return (
      <Stop state="done" mark="tick" name={say("sent.sent", { done: of, of })}>
        <p>{say("sent.order")}</p>
      </Stop>
    );
  if (is.is !== "sending")
    return (
      <Stop state="yet" mark="ring" name={say("sent.not_sending")}>
        <p>{say(is.is === "on_this_phone" ? "sent.waits" : "sent.stopped")}</p>
      </Stop>
    );
  return (
    <Stop state="now" mark="up" name={say("state.sending", { done: is.done, of: is.of })}>
      <progress max={is.of} value={is.done} aria-label={say("state.sent_of", { done: is.done, of: is.of })} />
      <p>{say(is.done === 0 ? "sent.order" : "sent.answers_through")}</p>
    </Stop>
  );
}

/** The receipt's number, short enough to be read out on the telephone. */
const shortReceipt = (receipt: string): string =>
  receipt
    .replace(/-/g, "")
    .slice(0, 8)
    .toUpperCase()
    .replace(/(.{4})/, "$1-");

function Last({ is, parcel }: { is: Standing; parcel: Parcel }) {
  if (is.is !== "received")
    return (
      <Stop state="yet" mark="ring" name={say("sent.received")}>
        <p>{say("sent.not_yet")}</p>
      </Stop>
    );
  return (
    <Stop state="done" mark="tick" name={say("sent.received")} time={receivedAt(is.at)}>
      <p>{say("sent.receipt", { receipt: shortReceipt(parcel.receipt?.receipt ?? "") })}</p>
    </Stop>
  );
}

function Stuck({ visit, parcel, is }: { visit: Visit; parcel: Parcel; is: Standing }) {
  const phone = usePhone();
  const again = () => void (is.is === "parked" ? phone.runner.again(parcel) : phone.check());
  const rescue = async () => handOver(await phone.store.rescue(momentNow()), rescueName(new Date()));
  return (
    <details>
      <summary>{say("stuck.title")}</summary>
      <div>
        <p class="quiet small">{say("stuck.why")}</p>
        <div class="stack">
          <button type="button" class="act" aria-disabled={phone.checking.value} onClick={again}>
            {say(phone.checking.value ? "check.now_going" : "stuck.again")}
          </button>
          <button type="button" class="act" onClick={() => void rescue()}>
            {say("stuck.rescue")}
          </button>
          <DeleteVisit visit={visit.id} />
        </div>
      </div>
    </details>
  );
}
