import { useLoaded } from "../../ui/load";
import { isOnline } from "../../ui/online";
import { longDay } from "../../ui/times";
import { tell } from "../offers/words";
import { type Consent, giveConsent, readConsents, withdrawConsent } from "./asking";

const KINDS = ["place", "photos", "study", "push"] as const;

/** What she agreed to, in the words that she read; each is given and taken back by her alone. */
export function ConsentsPart() {
  const [loaded, again] = useLoaded(`consents ${isOnline.value}`, readConsents);
  const act = (work: Promise<unknown>) => void work.then(again, again);
  return (
    <section aria-labelledby="consents">
      <h2 class="label" id="consents">
        {tell("consents")}
      </h2>
      {loaded.state === "loading" && !loaded.value && <p role="status">{tell("consents.loading")}</p>}
      {loaded.state === "failed" && (
        <p class="quiet" role="status">
          {tell(isOnline.value ? "consents.failed" : "consents.offline")}
        </p>
      )}
      {loaded.value && (
        <ul class="rows">
          {KINDS.map((kind) => (
            <li key={kind}>
              <ConsentRow kind={kind} given={standing(loaded.value ?? [], kind)} act={act} />
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}

const standing = (all: readonly Consent[], kind: string): Consent | undefined =>
  all.findLast((one) => one.kind === kind && one.withdrawn_at === null);

interface RowProps {
  readonly kind: (typeof KINDS)[number];
  readonly given: Consent | undefined;
  readonly act: (work: Promise<unknown>) => void;
}

/** Notifications are agreed to where they are turned on, phone by phone. */
function ConsentRow({ kind, given, act }: RowProps) {
  const words = tell(`consent.${kind}.words`);
  return (
    <div class="row">
      <span class="name">{tell(`consent.${kind}`)}</span>
      <span class="more" dir="auto">
        {given?.words ?? words}
      </span>
      <span class="more">{tell(`consent.${kind}.back`)}</span>
      <span class="more">
        {given ? tell("consents.given", { day: longDay(given.given_at) }) : tell("consents.not_given")}
      </span>
      {(given || kind !== "push") && (
        <button
          type="button"
          class="act bare"
          disabled={!isOnline.value}
          onClick={() => act(given ? withdrawConsent(given) : giveConsent(kind, words))}
        >
          {tell(given ? "consents.withdraw" : "consents.give")}
          <span class="unseen"> {tell(`consent.${kind}`)}</span>
        </button>
      )}
    </div>
  );
}
