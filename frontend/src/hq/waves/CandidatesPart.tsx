import { useState } from "preact/hooks";
import { read } from "../../api/asking";
import { type Candidate, mayBeGiven, type WholeAssignment } from "../../domain/programme";
import { plain } from "../../ui/desk/figures";
import { useLoaded } from "../../ui/load";
import { Page } from "../Page";
import { useWords } from "../words";
import { AllRules, reasonOf } from "./Rulings";

const NEAREST = 10;

interface Acts {
  give: (shopper: string) => void;
  /** some shoppers, or so many of the nearest who may */
  invite: (wish: { shoppers: string[] } | { nearest: number }) => void;
}

/** Who may have it, nearest first; then who may not, each with the reasons. Schedulers alone know names. */
export function CandidatesPart({ assignment, ...acts }: { assignment: WholeAssignment } & Acts) {
  const { t } = useWords();
  const { id, wave, state } = assignment;
  const [typed, setTyped] = useState("");
  const q = typed.trim();
  const [chosen, setChosen] = useState<string[]>([]);
  const [loaded, again] = useLoaded(`${id} ${state} ${q}`, (signal) =>
    read<{ results: Candidate[] }>(`waves/${wave.id}/eligibility`, { assignment: id, q }, signal),
  );
  return (
    <>
      <div class="filters">
        <label>
          <span class="label">{t("candidates.find")}</span>
          <input
            type="search"
            class="field"
            value={typed}
            onInput={(event) => setTyped(event.currentTarget.value)}
          />
        </label>
      </div>
      <Page loaded={loaded} again={again}>
        {({ results }) =>
          results.length === 0 ? (
            <p class="quiet empty">{t(q ? "finder.nothing" : "candidates.none")}</p>
          ) : (
            <Candidates
              candidates={results}
              assignment={assignment}
              chosen={chosen}
              choose={setChosen}
              {...acts}
            />
          )
        }
      </Page>
    </>
  );
}

interface Props extends Acts {
  candidates: Candidate[];
  assignment: WholeAssignment;
  /** who is to be invited together */
  chosen: string[];
  choose: (shoppers: string[]) => void;
}

function Candidates({ candidates, assignment, chosen, choose, give, invite }: Props) {
  const { t } = useWords();
  const isOpen = assignment.state === "open";
  return (
    <>
      {isOpen && (
        <p class="acts">
          {chosen.length > 0 && (
            <button
              type="button"
              class="act first"
              onClick={() => {
                invite({ shoppers: chosen });
                choose([]);
              }}
            >
              {t("candidates.invite_chosen", { n: chosen.length })}
            </button>
          )}
          <button type="button" class="act" onClick={() => invite({ nearest: NEAREST })}>
            {t("candidates.invite_nearest", { n: NEAREST })}
          </button>
        </p>
      )}
      <ul class="todo">
        {candidates.map((candidate) => (
          <Line
            key={candidate.shopper.id}
            candidate={candidate}
            assignment={assignment}
            isChosen={chosen.includes(candidate.shopper.id)}
            choose={(isOn) =>
              choose(
                isOn
                  ? [...chosen, candidate.shopper.id]
                  : chosen.filter((each) => each !== candidate.shopper.id),
              )
            }
            give={give}
          />
        ))}
      </ul>
    </>
  );
}

interface LineProps {
  candidate: Candidate;
  assignment: WholeAssignment;
  isChosen: boolean;
  choose: (isOn: boolean) => void;
  give: (shopper: string) => void;
}

function Line({ candidate, assignment, isChosen, choose, give }: LineProps) {
  const { t, language } = useWords();
  const { shopper, may, km, rules } = candidate;
  const name = shopper.name ?? shopper.alias;
  const canBeGiven = assignment.state === "open" && mayBeGiven(candidate);
  return (
    <li class="candidate">
      <span>
        {assignment.state === "open" && (
          <input
            type="checkbox"
            aria-label={t("candidates.choose", { name })}
            checked={isChosen}
            onChange={(event) => choose(event.currentTarget.checked)}
          />
        )}{" "}
        <a href={`/shoppers/${shopper.id}`}>{name}</a>{" "}
        <span class="quiet">{shopper.alias !== name && shopper.alias}</span>
      </span>
      <span class="quiet">{km === null ? "" : t("candidates.km", { km: plain(km, 1, language) })}</span>
      <span class="more">
        {may ? t("candidates.may") : rules.map((rule) => reasonOf(t, rule)).join(" · ")}
        <AllRules wave={assignment.wave.id} assignment={assignment.id} shopper={shopper.id} />
        {canBeGiven && (
          <button
            type="button"
            class="link"
            aria-label={t("candidates.give_to", { name })}
            onClick={() => give(shopper.id)}
          >
            {t("candidates.give")}
          </button>
        )}
      </span>
    </li>
  );
}
