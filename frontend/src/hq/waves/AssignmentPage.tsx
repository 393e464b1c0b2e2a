import { useState } from "preact/hooks";
import { read, send } from "../../api/asking";
import type { WholeAssignment } from "../../domain/programme";
import { Part } from "../../ui/desk/Part";
import { named } from "../../ui/language";
import { useLoaded } from "../../ui/load";
import { clock, nearDay, sumWords } from "../../ui/times";
import { Page, useSentence, useTitle } from "../Page";
import { useWords } from "../words";
import { CandidatesPart } from "./CandidatesPart";

/** One visit that is to be made: whose it is, who else may, and why not. */
export function AssignmentPage({ id }: { id: string }) {
  const [loaded, again] = useLoaded(id, (signal) => read<WholeAssignment>(`assignments/${id}`, {}, signal));
  return (
    <Page loaded={loaded} again={again}>
      {(assignment) => <Whole assignment={assignment} again={again} />}
    </Page>
  );
}

function Whole({ assignment, again }: { assignment: WholeAssignment; again: () => void }) {
  const { t } = useWords();
  const sentence = useSentence();
  const [told, setTold] = useState("");
  useTitle(assignment.store.name);
  const { id, state, wave } = assignment;
  const act = (verb: string, wish: object, said?: (answer: unknown) => string) => {
    setTold("");
    void send<unknown>("POST", `assignments/${id}/${verb}`, wish).then(
      (answer) => {
        setTold(said?.(answer) ?? "");
        again();
      },
      (problem: unknown) => setTold(sentence(problem)),
    );
  };
  return (
    <>
      <p class="over-title">
        <a href={`/waves/${wave.id}`}>{t("wave.name", { wave: wave.number, name: wave.name })}</a>
      </p>
      <h1>{assignment.store.name}</h1>
      <p class="lead">
        {[assignment.store.city, assignment.region.name].filter(Boolean).join(", ")} ·{" "}
        {t(`assignment.${state}`)}
      </p>
      <Facts assignment={assignment} />
      {(state === "assigned" || state === "open") && (
        <p class="acts">
          {state === "assigned" && (
            <button type="button" class="act" onClick={() => act("offer", {})}>
              {t("assignment.offer_again")}
            </button>
          )}
          <button type="button" class="act" onClick={() => act("withdraw", {})}>
            {t("assignment.withdraw")}
          </button>
        </p>
      )}
      <p role="status">{told}</p>
      <Part title={t("candidates")} end={t("candidates.end")}>
        <CandidatesPart
          assignment={assignment}
          give={(shopper) => act("give", { shopper }, () => t("candidates.given"))}
          invite={(wish) =>
            act("invite", wish, (answer) =>
              t("candidates.were_invited", { n: (answer as { invited: number }).invited }),
            )
          }
        />
      </Part>
    </>
  );
}

function Facts({ assignment }: { assignment: WholeAssignment }) {
  const { t } = useWords();
  const { shopper, daypart, look, wants, claim_until, scenario } = assignment;
  const moment = (at: string) => `${nearDay(at, Date.now())}, ${clock(at)}`;
  const traits = Object.entries(wants).map(([name, value]) => named(name, value));
  const values = Object.entries(scenario).map(([name, value]) => named(name, value));
  const facts: [string, string][] = [
    [t("shopper"), shopper?.name ?? shopper?.alias ?? "–"],
    [t("wave.window"), `${moment(assignment.window_from)} – ${moment(assignment.window_to)}`],
    [t("rules.fee"), sumWords(assignment.fee, assignment.currency)],
    [t("rules.expense_limit"), sumWords(assignment.expense_limit, assignment.currency)],
    [t("quotas.daypart"), daypart],
    [t("quotas.trait"), traits.join(", ")],
    [t("look"), look && t(`look.${look}`)],
    [t("scenario_values"), values.join(", ")],
    [t("assignment.claim_until"), claim_until ? moment(claim_until) : ""],
    [t("candidates.invited"), assignment.invited > 0 ? String(assignment.invited) : ""],
  ];
  return (
    <dl class="facts">
      {facts
        .filter(([, value]) => value)
        .map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>
              <bdi>{value}</bdi>
            </dd>
          </div>
        ))}
    </dl>
  );
}
