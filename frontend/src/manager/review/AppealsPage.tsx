import { read } from "../../api/asking";
import { type AppealLine, isOverdue } from "../../domain/review";
import { useTurned } from "../../ui/desk/turning";
import { nearDay } from "../../ui/times";
import { Page, useTitle } from "../Page";
import { ask, asked } from "../view";
import { useWords } from "../words";

const STATES = ["open", "upheld", "overturned", "withdrawn"] as const;

/** Appeals, those due first; each opens at its answer, where it is decided. */
export function AppealsPage() {
  const { t } = useWords();
  useTitle(t("appeals"));
  const state = asked("state") || "open";
  const [loaded, again, turning] = useTurned(state, (cursor, signal) =>
    read<{ results: AppealLine[]; next: string | null }>("appeals", { state, cursor }, signal),
  );
  return (
    <>
      <h1>{t("appeals")}</h1>
      <p class="lead">{t("appeals.lead")}</p>
      <search class="filters">
        <label>
          <span class="label">{t("appeal.state")}</span>
          <select class="field" value={state} onChange={(event) => ask({ state: event.currentTarget.value })}>
            {STATES.map((each) => (
              <option key={each} value={each}>
                {t(`appeal.${each}`)}
              </option>
            ))}
          </select>
        </label>
      </search>
      <Page loaded={loaded} again={again}>
        {({ results, next }) =>
          results.length === 0 ? (
            <p class="quiet empty">{t("appeals.empty")}</p>
          ) : (
            <>
              <AppealsTable appeals={results} />
              {turning(next)}
            </>
          )
        }
      </Page>
    </>
  );
}

function AppealsTable({ appeals }: { appeals: AppealLine[] }) {
  const { t, pick } = useWords();
  return (
    <table class="folds">
      <thead>
        <tr>
          <th scope="col">{t("store")}</th>
          <th scope="col">{t("answers")}</th>
          <th scope="col">{t("appeal.ground")}</th>
          <th scope="col">{t("appeal.due")}</th>
        </tr>
      </thead>
      <tbody>
        {appeals.map((appeal) => (
          <tr key={appeal.id}>
            <th scope="row">
              <a href={`/visits/${appeal.visit}#${appeal.question}`}>{appeal.store.name}</a>
            </th>
            <td data-of={t("answers")}>
              {appeal.code} {pick(appeal.label)}
            </td>
            <td data-of={t("appeal.ground")}>{t(`ground.${appeal.ground}`)}</td>
            <td data-of={t("appeal.due")}>
              {nearDay(appeal.due, Date.now())}{" "}
              {isOverdue(appeal, Date.now()) && <strong class="below">{t("appeal.late")}</strong>}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
