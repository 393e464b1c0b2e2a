import { useState } from "preact/hooks";
import { send } from "../../api/asking";
import type { Alert } from "../../domain/actions";
import { weekNumber } from "../WaitingForYou";
import { useWords } from "../words";

interface Props {
  alerts: Alert[];
  /** how many nobody has seen, of which `alerts` are the newest */
  unseen: number;
  again: () => void;
}

const MOST = 5; // on the first screen until more are asked for

/** Alerts that nobody has seen yet, the newest first; seen ones leave the list. */
export function Alerts({ alerts, unseen, again }: Props) {
  const { t } = useWords();
  const [isWhole, setWhole] = useState(false);
  if (alerts.length === 0) return null;
  return (
    <>
      <ul class="todo">
        {alerts.slice(0, isWhole ? alerts.length : MOST).map((alert) => (
          <OneAlert key={alert.id} alert={alert} again={again} />
        ))}
      </ul>
      {!isWhole && unseen > MOST && (
        <button type="button" class="link" onClick={() => setWhole(true)}>
          {t("alerts.more", { n: unseen - MOST })}
        </button>
      )}
    </>
  );
}

function OneAlert({ alert, again }: { alert: Alert; again: () => void }) {
  const { t, pick } = useWords();
  const seen = () => void send("POST", `alerts/${alert.id}/seen`, {}).then(again, again);
  const words = (
    <strong class={alert.kind === "critical" ? "below" : ""}>
      {t(`alert.${alert.kind}`, { store: alert.store.name })}
    </strong>
  );
  return (
    <li>
      {alert.can_open ? <a href={`/visits/${alert.visit}`}>{words}</a> : words}
      <span class="faint">{t("week", { week: weekNumber(alert.week) })}</span>
      <span class="more">
        {alert.questions.map(({ code, label }) => `${pick(label)} ${code}`).join(" · ")}{" "}
        <button type="button" class="link" onClick={seen}>
          {t("alert.seen")}
        </button>
      </span>
    </li>
  );
}
