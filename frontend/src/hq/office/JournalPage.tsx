import { useState } from "preact/hooks";
import { address, read } from "../../api/asking";
import type { JournalLine } from "../../domain/office";
import { useTurned } from "../../ui/desk/turning";
import { useLoaded } from "../../ui/load";
import { clockToSecond, nearDay } from "../../ui/times";
import { Page, useTitle } from "../Page";
import { useWords } from "../words";

/** Every act, who did it and when; the newest first. */
export function JournalPage() {
  const { t } = useWords();
  useTitle(t("journal"));
  const [verb, setVerb] = useState("");
  const [verbs] = useLoaded("verbs", (signal) =>
    read<string[] | { results: string[] }>("journal/verbs", {}, signal),
  );
  const [loaded, again, turning] = useTurned(verb, (cursor, signal) =>
    read<{ results: JournalLine[]; next: string | null }>("journal", { verb, cursor, limit: 100 }, signal),
  );
  const known = verbs.value ?? [];
  return (
    <>
      <h1>{t("journal")}</h1>
      <p class="lead">{t("journal.lead")}</p>
      <p class="acts">
        <label class="chooser">
          <span class="quiet">{t("journal.verb")} </span>
          <select value={verb} onChange={(event) => setVerb(event.currentTarget.value)}>
            <option value="">{t("assignment.any")}</option>
            {(Array.isArray(known) ? known : known.results).map((each) => (
              <option key={each} value={each}>
                {each}
              </option>
            ))}
          </select>
        </label>
        <a href={address("journal.csv", { verb })} download>
          {t("rows.report")}
        </a>
      </p>
      <Page loaded={loaded} again={again}>
        {({ results, next }) =>
          results.length === 0 ? (
            <p class="quiet empty">{t("journal.empty")}</p>
          ) : (
            <>
              <Lines lines={results} />
              {turning(next)}
            </>
          )
        }
      </Page>
    </>
  );
}

function Lines({ lines }: { lines: JournalLine[] }) {
  const { t } = useWords();
  return (
    <table class="folds plain">
      <thead>
        <tr>
          {["when", "verb", "by", "subject", "detail"].map((word) => (
            <th key={word} scope="col">
              {t(`journal.${word}`)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {lines.map((line) => (
          <tr key={line.id}>
            <th scope="row" class="light">
              {nearDay(line.at, Date.now())}, {clockToSecond(line.at)}
            </th>
            <td data-of={t("journal.verb")}>
              <code>{line.verb}</code>
            </td>
            <td data-of={t("journal.by")}>{line.by?.name ?? line.by?.alias ?? t("journal.itself")}</td>
            <td data-of={t("journal.subject")}>
              <code>{line.subject.slice(0, 8)}</code>
            </td>
            <td data-of={t("journal.detail")} class="quiet">
              <code>{Object.keys(line.detail).length > 0 ? JSON.stringify(line.detail) : ""}</code>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
