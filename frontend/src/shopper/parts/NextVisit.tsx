import { batch } from "@preact/signals";
import { useEffect, useState } from "preact/hooks";
import type { Assignment } from "../../domain/assignment";
import type { Edition } from "../../domain/edition";
import { momentNow } from "../../domain/moment";
import type { Visit } from "../../domain/visit";
import { go } from "../../ui/router";
import { moneyWords, windowWords } from "../../ui/times";
import { isAppKept } from "../../ui/update";
import { type Phone, usePhone } from "../phone";
import { takeInHand } from "../visit/in_hand";
import { tapsOf } from "../visit/sections";
import { say } from "../words";
import { briefWords } from "./brief";
import { mapLink } from "./map";
import { Ready } from "./Ready";
import { readinessOf } from "./ready";

/** The edition of an assignment, once it is read from the disk. */
export function useEdition(phone: Phone, hash: string): Edition | null {
  const [edition, setEdition] = useState<Edition | null>(null);
  const isHere = phone.seen.value.editions.has(hash);
  useEffect(() => {
    let left = false;
    void phone.store.edition(hash).then((found) => left || setEdition(found));
    return () => {
      left = true;
    };
  }, [hash, isHere]);
  return edition;
}

/** Begins a visit, or goes on where it was left: at once in its section, without a page in between. */
export const start = (phone: Phone, assignment: Assignment): Promise<unknown> =>
  phone.written(begin(phone, assignment));

async function begin(phone: Phone, assignment: Assignment): Promise<void> {
  const { store } = phone;
  const visit = await store.openVisit(assignment, momentNow());
  const [open, left] = await Promise.all([takeInHand(phone, visit.id), store.position(visit.id)]);
  const way = open?.visit.sentBack ? [] : (open?.way.peek() ?? []);
  const section = way.find((each) => each.name === left?.section) ?? way[0];
  batch(() => {
    phone.show(visit);
    go(`/visits/${visit.id}${section ? `/section/${section.name}` : ""}`);
  });
  await store.persist();
  await phone.refresh();
}

export function AssignmentFacts({ assignment }: { assignment: Assignment }) {
  const { store, window } = assignment;
  const fee = moneyWords(assignment.fee, assignment.currency);
  const expenses = moneyWords(assignment.expense_limit ?? null, assignment.currency);
  return (
    <dl class="facts">
      <dt>{say("next.when")}</dt>
      <dd>
        <strong>{windowWords(window.from, window.to, Date.now(), store.timezone)}</strong>
      </dd>
      <dt>{say("next.where")}</dt>
      <dd>
        <a href={mapLink(assignment)} rel="noopener" target="_blank">
          <span dir="auto">{store.address || store.name}</span>
        </a>
      </dd>
      {fee && (
        <>
          <dt>{say("next.fee")}</dt>
          <dd>
            {fee}
            {expenses && `, ${say("next.expenses", { most: expenses })}`}
          </dd>
        </>
      )}
    </dl>
  );
}

export function ReadyHere({ assignment, edition }: { assignment: Assignment; edition: Edition | null }) {
  const phone = usePhone();
  const seen = phone.seen.value;
  const keep = () => void phone.store.persist().then(phone.refresh);
  return (
    <Ready
      ready={readinessOf(assignment, seen, isAppKept.value)}
      languages={edition?.languages.map((each) => each.name || each.code) ?? []}
      edition={assignment.edition}
      free={seen.health.free}
      heard={seen.heard}
      onPersist={keep}
    />
  );
}

/** The visit to be made next, with all that it takes. */
export function NextVisit({ assignment, visit }: { assignment: Assignment; visit: Visit | null }) {
  const phone = usePhone();
  const edition = useEdition(phone, assignment.edition);
  const canStart = phone.seen.value.editions.has(assignment.edition);
  const hasTaps = edition !== null && tapsOf(edition.body).length > 0;
  return (
    <section class="next" aria-labelledby="next-store">
      <p class="label">{say(visit ? "next.begun" : "next.title", { checklist: assignment.checklist })}</p>
      <h2 class="store" id="next-store">
        <span dir="auto">{assignment.store.name}</span>
      </h2>
      <p class="scenario" dir="auto">
        {briefWords(assignment)}
      </p>
      <a class="small" href={`/brief/${assignment.id}`}>
        {say("next.brief")}
      </a>
      <AssignmentFacts assignment={assignment} />
      <ReadyHere assignment={assignment} edition={edition} />
      <button
        type="button"
        class="act first"
        disabled={!canStart}
        onClick={() => void start(phone, assignment)}
      >
        {say(visit ? "next.continue" : "next.start")}
      </button>
      {visit && hasTaps && (
        <a class="act" href={`/notes/${visit.id}`} data-replace>
          {say("notes.open")}
        </a>
      )}
    </section>
  );
}
