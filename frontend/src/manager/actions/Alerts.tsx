import { read, send } from "../../api/asking";
import type { Alert } from "../../domain/actions";
import { useLoaded } from "../../ui/load";
import { weekNumber } from "../WaitingForYou";
import { useWords } from "../words";

/** Alerts that nobody has seen yet, the newest first; seen ones leave the list. */
export function Alerts() {
  const { t, pick } = useWords();
  const [loaded, again] = useLoaded("alerts", (signal) =>
    read<{ results: Alert[] }>("alerts", { seen: false, limit: 5 }, signal),
  );
  const alerts = loaded.value?.results ?? [];
  const seen = (alert: Alert) => void send("POST", `alerts/${alert.id}/seen`, {}).then(again, again);
  if (alerts.length === 0) return null;
  return (
    <ul class="todo">
      {alerts.map((alert) => {
        const words = (
          <strong class={alert.kind === "critical" ? "below" : ""}>
            {t(`alert.${alert.kind}`, { store: alert.store.name })}
          </strong>
        );
        return (
          <li key={alert.id}>
            {alert.can_open ? <a href={`/visits/${alert.visit}`}>{words}</a> : words}
            <span class="faint">{t("week", { week: weekNumber(alert.week) })}</span>
            <span class="more">
              {alert.questions.map(({ code, label }) => `${pick(label)} ${code}`).join(" · ")}{" "}
              <button type="button" class="link" onClick={() => seen(alert)}>
                {t("alert.seen")}
              </button>
            </span>
          </li>
        );
      })}
    </ul>
  );
}
