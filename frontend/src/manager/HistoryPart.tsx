import type { PastGrade } from "../domain/reading";
import { Band } from "../ui/desk/Band";
import { plain } from "../ui/desk/figures";
import { Part } from "../ui/desk/Part";
import { clock, nearDay } from "../ui/times";
import { useWords } from "./words";

const REASONS = new Set(["first", "revision", "rules", "bands", "adjustment", "adjustment undone", "appeal"]);

/** Every grade that the visit has had, the newest first. A visit that was graded once has no history. */
export function HistoryPart({ history }: { history: readonly PastGrade[] }) {
  const { t, language } = useWords();
  if (history.length < 2) return null;
  const why = (reason: string) => (REASONS.has(reason) ? t(`history.${reason.replace(" ", "_")}`) : reason);
  const seesDays = history.some(({ made_at }) => made_at !== null);
  return (
    <Part title={t("history")} end={t("history.end")}>
      <table class="folds">
        <thead>
          <tr>
            <th scope="col">{t("history.why")}</th>
            {seesDays && <th scope="col">{t("history.when")}</th>}
            <th scope="col">{t("band")}</th>
            <th scope="col" class="num">
              {t("standard")}
            </th>
          </tr>
        </thead>
        <tbody>
          {history.map((grade, at) => (
            <tr key={at} {...(grade.is_current && { "aria-current": "true" as const })}>
              <th scope="row" class={grade.is_current ? "" : "light"} dir="auto">
                {why(grade.reason)}
                {grade.is_current && <span class="faint"> · {t("history.counts")}</span>}
              </th>
              {seesDays && (
                <td data-of={t("history.when")}>
                  {grade.made_at && `${nearDay(grade.made_at, Date.now())} ${clock(grade.made_at)}`}
                </td>
              )}
              <td class="at-end">
                {grade.band ? (
                  <Band band={grade.band} word={t(`band.${grade.band}`)} />
                ) : (
                  <span class="faint">{t("not_scored")}</span>
                )}
              </td>
              <td class="num" data-of={t("standard")}>
                {grade.percent === null ? "–" : plain(Number(grade.percent), 1, language)}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </Part>
  );
}
