import { read } from "../../api/asking";
import type { Alert } from "../../domain/actions";
import { type AppealLine, isOverdue } from "../../domain/review";
import type { CriticalVisit } from "../../domain/standing";
import { useLoaded } from "../../ui/load";
import { nearDay } from "../../ui/times";
import { WaitingForYou } from "../WaitingForYou";
import { useWords } from "../words";
import { Alerts } from "./Alerts";

const MOST = 3; // appeals that are named here; the others stand on their own page

/** Critical visits, alerts that nobody has seen, appeals that nobody has decided. */
export function Waiting({ critical }: { critical: CriticalVisit[] }) {
  const { t } = useWords();
  const [alerts, again] = useLoaded("alerts", (signal) =>
    read<{ results: Alert[]; unseen: number }>("alerts", { seen: false }, signal),
  );
  const [appeals] = useLoaded("appeals", (signal) =>
    read<{ results: AppealLine[] }>("appeals", { state: "open", limit: MOST + 1 }, signal),
  );
  const hasFailed = alerts.state === "failed" || appeals.state === "failed";
  const isQuiet = alerts.value?.unseen === 0 && appeals.value?.results.length === 0;
  const alerted = new Set(alerts.value?.results.map(({ visit }) => visit));
  const others = critical.filter(({ visit }) => !alerted.has(visit)); // or it would stand here twice
  return (
    <WaitingForYou critical={others} isQuiet={isQuiet}>
      <Alerts alerts={alerts.value?.results ?? []} unseen={alerts.value?.unseen ?? 0} again={again} />
      <Appeals appeals={appeals.value?.results ?? []} />
      {hasFailed && <p role="alert">{t("failed")}</p>}
    </WaitingForYou>
  );
}

/** The appeals due first, each at its answer. */
function Appeals({ appeals }: { appeals: AppealLine[] }) {
  const { t, pick } = useWords();
  return (
    <>
      {appeals.length > 0 && (
        <ul class="todo">
          {appeals.slice(0, MOST).map((appeal) => (
            <li key={appeal.id}>
              <a href={`/visits/${appeal.visit}#${appeal.question}`}>
                <strong>{t("waiting.appeal", { store: appeal.store.name })}</strong>
              </a>
              <span class="faint">{t("waiting.appeal_due", { day: nearDay(appeal.due, Date.now()) })}</span>{" "}
              {isOverdue(appeal, Date.now()) && <strong class="below">{t("waiting.appeal_late")}</strong>}
              <span class="more">
                {pick(appeal.label)} {appeal.code}
              </span>
            </li>
          ))}
        </ul>
      )}
      {appeals.length > MOST && (
        <p>
          <a href="/appeals">{t("waiting.appeals")}</a>
        </p>
      )}
    </>
  );
}
