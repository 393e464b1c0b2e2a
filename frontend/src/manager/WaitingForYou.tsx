import type { ComponentChildren } from "preact";
import type { CriticalVisit } from "../domain/standing";
import { useWords } from "./words";

interface Props {
  critical: CriticalVisit[];
  /** nothing stands in the lists below either */
  isQuiet: boolean;
  children?: ComponentChildren;
}

/** What can't wait: critical visits, the newest first; then whatever else is put below. */
export function WaitingForYou({ critical, isQuiet, children }: Props) {
  const { t, pick } = useWords();
  return (
    <section class="narrow waiting">
      <h2>{t("waiting")}</h2>
      {critical.length === 0 ? (
        isQuiet && <p class="quiet">{t("waiting.nothing")}</p>
      ) : (
        <ul class="todo">
          {critical.slice(0, 4).map(({ visit, store, week, questions }) => (
            <li key={visit}>
              <a href={`/visits/${visit}`}>
                <strong class="below">{t("waiting.critical", { store: store.name })}</strong>
              </a>
              <span class="faint">{t("week", { week: weekNumber(week) })}</span>
              <span class="more">
                {questions.map(({ code, label }) => `${pick(label)} ${code}`).join(" · ")}
              </span>
            </li>
          ))}
        </ul>
      )}
      {children}
      {critical.length > 4 && (
        <p>
          <a href="/visits?critical=true">{t("waiting.all", { n: critical.length })}</a>
        </p>
      )}
    </section>
  );
}

/** 46 of `2026-W46`. */
export const weekNumber = (week: string): string => String(Number(week.split("-W")[1] ?? week));
