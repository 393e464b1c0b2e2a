import { useState } from "preact/hooks";
import { read, send } from "../../api/asking";
import type { AssignmentLine, WholeWave } from "../../domain/programme";
import type { Place } from "../../domain/standing";
import { count } from "../../ui/desk/figures";
import { Part } from "../../ui/desk/Part";
import { useTurned } from "../../ui/desk/turning";
import { useLoaded } from "../../ui/load";
import { nearDay, sumWords } from "../../ui/times";
import { Page, useSentence } from "../Page";
import { useWords } from "../words";

const STATES = ["", "open", "assigned", "visited", "withdrawn", "lapsed"] as const;

/** What was drawn: where, who, until when; offered again or withdrawn from here. */
export function AssignmentsPart({ wave }: { wave: WholeWave }) {
  const { t, language } = useWords();
  const sentence = useSentence();
  const [state, setState] = useState("");
  const [trouble, setTrouble] = useState("");
  const made = Object.values(wave.assignments).reduce((sum, one) => sum + one, 0);
  const [region, setRegion] = useState("");
  const [regions] = useLoaded("regions", (signal) => read<Place[]>("regions", {}, signal));
  const [loaded, again, turning] = useTurned(`${wave.id} ${state} ${region} ${made}`, (cursor, signal) =>
    read<{ results: AssignmentLine[]; next: string | null }>(
      `waves/${wave.id}/assignments`,
      { state, region, cursor, limit: 50 },
      signal,
    ),
  );
  const act = (line: AssignmentLine, verb: "offer" | "withdraw") => {
    setTrouble("");
    void send("POST", `assignments/${line.id}/${verb}`, {}).then(again, (problem: unknown) =>
      setTrouble(sentence(problem)),
    );
  };
  return (
    <Part title={t("assignments")} end={t("assignments.made", { n: count(made, language) })}>
      <div class="filters">
        <label>
          <span class="label">{t("state")}</span>
          <select class="field" value={state} onChange={(event) => setState(event.currentTarget.value)}>
            {STATES.map((each) => (
              <option key={each} value={each}>
                {t(`assignment.${each || "any"}`)}
              </option>
            ))}
          </select>
        </label>
        <label>
          <span class="label">{t("region")}</span>
          <select class="field" value={region} onChange={(event) => setRegion(event.currentTarget.value)}>
            <option value="">{t("assignment.any")}</option>
            {(regions.value ?? []).map((each) => (
              <option key={each.id} value={each.id}>
                {each.name}
              </option>
            ))}
          </select>
        </label>
      </div>
      <p role="alert">{trouble}</p>
      <Page loaded={loaded} again={again}>
        {({ results, next }) =>
          results.length === 0 ? (
            <p class="quiet empty">{t("assignments.empty")}</p>
          ) : (
            <>
              <Lines lines={results} act={act} />
              {turning(next)}
            </>
          )
        }
      </Page>
    </Part>
  );
}

function Lines(props: {
  lines: AssignmentLine[];
  act: (line: AssignmentLine, verb: "offer" | "withdraw") => void;
}) {
  const { t } = useWords();
  const { lines, act } = props;
  return (
    <table class="folds plain">
      <thead>
        <tr>
          <th scope="col">{t("store")}</th>
          <th scope="col">{t("state")}</th>
          <th scope="col">{t("shopper")}</th>
          <th scope="col">{t("wave.window")}</th>
          <th scope="col" class="num">
            {t("rules.fee")}
          </th>
          <th scope="col">
            <span class="unseen">{t("set_aside.decide")}</span>
          </th>
        </tr>
      </thead>
      <tbody>
        {lines.map((line) => (
          <tr key={line.id}>
            <th scope="row">
              <a href={`/assignments/${line.id}`}>{line.store.name}</a>
            </th>
            <td data-of={t("state")}>{t(`assignment.${line.state}`)}</td>
            <td data-of={t("shopper")}>{line.shopper?.name ?? line.shopper?.alias ?? "–"}</td>
            <td data-of={t("wave.window")}>
              {nearDay(line.window_from, Date.now())} – {nearDay(line.window_to, Date.now())}
            </td>
            <td class="num" data-of={t("rules.fee")}>
              <bdi>{sumWords(line.fee, line.currency)}</bdi>
            </td>
            <td class="fetch">
              {line.state === "assigned" && (
                <button type="button" class="link" onClick={() => act(line, "offer")}>
                  {t("assignment.offer_again")}
                </button>
              )}
              {(line.state === "assigned" || line.state === "open") && (
                <button type="button" class="link" onClick={() => act(line, "withdraw")}>
                  {t("assignment.withdraw")}
                </button>
              )}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
