import { standing } from "../../domain/parcel";
import { isUnsealed, type Visit } from "../../domain/visit";
import { nearDay } from "../../ui/times";
import { newestParcel, sentOf } from "../parts/agenda";
import { Places } from "../parts/Places";
import { StateLine } from "../parts/StateLine";
import { Troubles } from "../parts/Troubles";
import { useTitle } from "../parts/title";
import { Heading } from "../parts/Way";
import { usePhone } from "../phone";
import { storeOf } from "../stores";
import { type Key, say } from "../words";

function standingOf({ wentOn, sentBack }: Visit): Key {
  if (wentOn) return "went_on";
  return sentBack ? "today.sent_back" : "visits.draft";
}

/** Every visit on this phone: those begun, those on their way, those received in the last 30 days. */
export function VisitsPage() {
  const { seen, store } = usePhone();
  const sent = sentOf(seen.value);
  const drafts = seen.value.visits.filter(
    (visit) => isUnsealed(visit) && !sent.some((one) => one.visit.id === visit.id),
  );
  useTitle(say("visits.title"));
  const name = (visit: Visit) =>
    storeOf(store.person, seen.value, visit.assignment)?.name ?? say("visit.any");
  return (
    <>
      <header class="top">
        <Heading words={say("visits.title")} />
      </header>
      <main>
        <Troubles />
        {drafts.length + sent.length === 0 && <p class="empty">{say("visits.empty")}</p>}
        {drafts.length > 0 && (
          <section aria-labelledby="drafts">
            <h2 class="label" id="drafts">
              {say("visits.drafts")}
            </h2>
            {drafts.map((visit) => (
              <a class="row" key={visit.id} href={`/visits/${visit.id}`}>
                <span class="name">{name(visit)}</span>
                <span class="end quiet">{nearDay(visit.opened.wall, Date.now())}</span>
                <span class="more">{say(standingOf(visit))}</span>
              </a>
            ))}
          </section>
        )}
        {sent.length > 0 && (
          <section aria-labelledby="sent">
            <h2 class="label" id="sent">
              {say("today.sent")}
            </h2>
            {sent.map(({ visit, parcel }) => (
              <a class="row" key={visit.id} href={`/visits/${visit.id}`}>
                <span class="name">{name(visit)}</span>
                <span class="end quiet">{nearDay(parcel.sealedAt, Date.now())}</span>
                <StateLine
                  standing={standing(newestParcel(seen.value.parcels, visit.id) ?? parcel, seen.value.pause)}
                />
                {visit.wentOn && <span class="more">{say("went_on")}</span>}
              </a>
            ))}
            <p class="notice">{say("visits.kept")}</p>
          </section>
        )}
      </main>
      <Places here="/visits" />
    </>
  );
}
