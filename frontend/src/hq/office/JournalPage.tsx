import { useState } from "preact/hooks";
import { address, read } from "../../api/asking";
import type { JournalLine } from "../../domain/office";
import { grouped } from "../../domain/verbs";
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
  const [verbs] = useLoaded("verbs", (signal) => read<string[]>("journal/verbs", {}, signal));
  const [loaded, again, turning] = useTurned(verb, (cursor, signal) =>
    read<{ results: JournalLine[]; next: string | null }>("journal", { verb, cursor, limit: 100 }, signal),
  );
  return (
    <>
      <h1>{t("journal")}</h1>
      <p class="lead">{t("journal.lead")}</p>
      <p class="acts">
        <VerbChoice verb={verb} verbs={verbs.value ?? []} choose={setVerb} />
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

interface ChoiceProps {
  verb: string;
  verbs: string[];
  choose: (verb: string) => void;
}

/** Which acts are shown: those that occur, in words, by what they are about. */
function VerbChoice({ verb, verbs, choose }: ChoiceProps) {
  const { t } = useWords();
  return (
    <label class="chooser">
      <span class="quiet">{t("journal.verb")} </span>
      <select value={verb} onChange={(event) => choose(event.currentTarget.value)}>
        <option value="">{t("assignment.any")}</option>
        {grouped(verbs, (each) => t(`verb.${each}`)).map(({ about, verbs: these }) => (
          <optgroup key={about} label={t(`verbs.${about}`)}>
            {these.map((each) => (
              <option key={each} value={each}>
                {t(`verb.${each}`)}
              </option>
            ))}
          </optgroup>
        ))}
      </select>
    </label>
  );
}

function Lines({ lines }: { lines: JournalLine[] }) {
  const { t } = useWords();
  return (
    <table class="folds plain lines">
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
            <th scope="row" class="light when">
              {nearDay(line.at, Date.now())}, {clockToSecond(line.at)}
            </th>
            <td data-of={t("journal.verb")}>{t(`verb.${line.verb}`)}</td>
            <td data-of={t("journal.by")}>{line.by?.name ?? line.by?.alias ?? t("journal.itself")}</td>
            <td data-of={t("journal.subject")}>
              <code>{line.subject.slice(0, 8)}</code>
            </td>
            <td {...(hasMore(line) && { "data-of": t("journal.detail") })} class="quiet line">
              <Detail line={line} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

const hasMore = ({ detail }: JournalLine): boolean => Object.keys(detail).length > 0;
const SHORT = 120; // letters that stand in a line of a table

/** What else the line holds: a few words at once, a long story when it is asked for. */
function Detail({ line }: { line: JournalLine }) {
  const { t } = useWords();
  if (!hasMore(line)) return null;
  const written = (value: unknown) => (typeof value === "string" ? value : JSON.stringify(value));
  const short = Object.entries(line.detail)
    .map(([name, value]) => `${name}: ${written(value)}`)
    .join(" · ");
  if (short.length <= SHORT)
    return (
      <bdi dir="ltr" class="told">
        {short}
      </bdi>
    );
  return (
    <details class="sent">
      <summary>{t("journal.all")}</summary>
      <pre dir="ltr">{JSON.stringify(line.detail, null, 1)}</pre>
    </details>
  );
}
