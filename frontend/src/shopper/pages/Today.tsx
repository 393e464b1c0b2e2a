import { useEffect, useState } from "preact/hooks";
import { standing } from "../../domain/parcel";
import { isOpen, type Visit } from "../../domain/visit";
import { installable, isApplePhone, isInstalled, offerInstall } from "../../ui/install";
import { clock, dayAndClock, longDay, moneyWords, windowWords } from "../../ui/times";
import { takeUpdate, updateWaits } from "../../ui/update";
import { agendaOf, type Sent } from "../parts/agenda";
import { NextVisit } from "../parts/NextVisit";
import { Places } from "../parts/Places";
import { receivedAt, StateLine } from "../parts/StateLine";
import { Troubles } from "../parts/Troubles";
import { useTitle } from "../parts/title";
import { Heading } from "../parts/Way";
import { usePhone } from "../phone";
import { storeOf } from "../stores";
import { say } from "../words";

/** The next visit, the later ones, and how the sealed ones stand. */
export function Today() {
  const phone = usePhone();
  const seen = phone.seen.value;
  const { sentBack, next, later, sent } = agendaOf(seen);
  useTitle(say("today.title"));
  const isInside = seen.visits.some(isOpen);
  useEffect(() => {
    if (updateWaits.value && !isInside) takeUpdate(); // between two visits nothing is interrupted
  }, [updateWaits.value, isInside]);
  return (
    <>
      <header class="top">
        <p class="quiet">{longDay(Date.now())}</p>
        <Heading words={say("today.title")} />
      </header>
      <main>
        <Troubles />
        {sentBack.map((visit) => (
          <SentBack key={visit.id} visit={visit} />
        ))}
        {next ? <NextVisit {...next} /> : <Nothing />}
        {later.length > 0 && (
          <section aria-labelledby="later">
            <h2 class="label" id="later">
              {say("today.later")}
            </h2>
            {later.map((each) => (
              <a class="row" key={each.id} href={`/brief/${each.id}`}>
                <span class="name">{each.store.name}</span>
                <span class="end">{moneyWords(each.fee, each.currency)}</span>
                <span class="more">
                  {windowWords(each.window.from, each.window.to, Date.now(), each.store.timezone)}
                </span>
              </a>
            ))}
          </section>
        )}
        <SentVisits sent={sent.slice(0, 5)} />
        <Check />
        <Install />
      </main>
      <Places here="/today" />
    </>
  );
}

function SentBack({ visit }: { visit: Visit }) {
  const { seen, store } = usePhone();
  const { reason, due } = visit.sentBack ?? { reason: "", due: null };
  return (
    <section class="banner asks sent-back">
      <p class="label">{say("today.sent_back")}</p>
      <h2 class="store">
        <span dir="auto">
          {storeOf(store.person, seen.value, visit.assignment)?.name ?? say("visit.any")}
        </span>
      </h2>
      <p dir="auto">{reason}</p>
      {due && <p class="quiet">{say("back.due", { when: dayAndClock(due) })}</p>}
      <a class="act" href={`/visits/${visit.id}`}>
        {say("back.open")}
      </a>
    </section>
  );
}

function Nothing() {
  const { seen, checking } = usePhone();
  const isFirst = seen.value.briefing === null;
  const words = isFirst ? (checking.value ? "today.loading" : "today.never") : "today.empty";
  return <p class="empty">{say(words)}</p>;
}

function SentVisits({ sent }: { sent: readonly Sent[] }) {
  const { seen, store } = usePhone();
  if (sent.length === 0) return null;
  return (
    <section aria-labelledby="sent">
      <h2 class="label" id="sent">
        {say("today.sent")}
      </h2>
      {sent.map(({ visit, parcel }) => (
        <a class="row" key={visit.id} href={`/visits/${visit.id}`}>
          <span class="name">
            {storeOf(store.person, seen.value, visit.assignment)?.name ?? say("visit.any")}
          </span>
          <span class="end quiet">{clock(parcel.sealedAt)}</span>
          <StateLine standing={standing(parcel, seen.value.pause)} />
          {visit.wentOn && <span class="more">{say("went_on")}</span>}
        </a>
      ))}
    </section>
  );
}

function Check() {
  const { seen, checking, check } = usePhone();
  const heard = seen.value.heard;
  return (
    <p class="notice" role="status">
      {heard === null ? say("check.never") : say("check.heard", { when: receivedAt(heard) })}{" "}
      <button type="button" class="act bare" aria-disabled={checking.value} onClick={() => void check()}>
        {say(checking.value ? "check.now_going" : "check.now")}
      </button>
    </p>
  );
}

function Install() {
  const [hint, setHint] = useState(false);
  useEffect(() => setHint(isApplePhone() && !isInstalled()), []);
  if (updateWaits.value) return null;
  if (installable.value)
    return (
      <p class="notice">
        {say("install.why")}{" "}
        <button type="button" class="act bare" onClick={() => void offerInstall()}>
          {say("install.do")}
        </button>
      </p>
    );
  return hint ? <p class="notice">{say("install.apple")}</p> : null;
}
