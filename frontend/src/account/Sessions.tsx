import { language, localeOf } from "../ui/language";
import { endSessions, type Session } from "./api";
import type { Run } from "./index";
import { say } from "./words";

interface Props {
  readonly sessions: readonly Session[];
  readonly run: Run;
}

const moment = (seconds: number): string =>
  new Intl.DateTimeFormat(localeOf(language.value), { dateStyle: "medium", timeStyle: "short" }).format(
    seconds * 1000,
  );

/** The browser and the system that a session's own words name; the words themselves where they name none. */
export function deviceOf(agent: string): string {
  const browser = /(Edg|OPR|SamsungBrowser|Firefox|Chrome|Safari)\//.exec(agent)?.[1] ?? "";
  const system = /(iPhone|iPad|Android|Windows|Macintosh|Linux|CrOS)/.exec(agent)?.[1] ?? "";
  const names: Record<string, string> = { Edg: "Edge", OPR: "Opera", Macintosh: "Mac", CrOS: "ChromeOS" };
  const named = [browser, system].filter(Boolean).map((word) => names[word] ?? word);
  return named.join(", ") || agent.slice(0, 60) || "–";
}

/** Where she is signed in; any of them can be ended from here. */
export function Sessions({ sessions, run }: Props) {
  const others = sessions.filter(({ is_current }) => !is_current).map(({ id }) => id);
  return (
    <section aria-labelledby="sessions">
      <h2 id="sessions">{say("sessions")}</h2>
      <ul class="todo">
        {sessions.map(({ id, user_agent, created_at, last_seen_at, is_current }) => (
          <li key={id}>
            <span>{deviceOf(user_agent)}</span>
            {is_current ? (
              <span class="quiet">{say("sessions.this")}</span>
            ) : (
              <button type="button" class="link" onClick={() => void run(() => endSessions([id]))}>
                {say("sessions.end")}
              </button>
            )}
            <span class="more">{say("sessions.seen", { when: moment(last_seen_at ?? created_at) })}</span>
          </li>
        ))}
      </ul>
      {others.length > 1 && (
        <button type="button" class="act" onClick={() => void run(() => endSessions(others))}>
          {say("sessions.end_others")}
        </button>
      )}
    </section>
  );
}
