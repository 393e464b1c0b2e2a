import type { SalesReport } from "../../domain/told";
import { useWords } from "../words";

/** Each row that is not taken: where, why, and what stands there. */
export function SalesProblems({ report }: { report: SalesReport }) {
  const { t } = useWords();
  const { problems, total_problems } = report;
  if (problems.length === 0) return <p class="quiet empty">{t("sales.all_taken")}</p>;
  return (
    <>
      <h3 class="after">{t("sales.not_taken", { n: report.refused })}</h3>
      <table class="folds">
        <thead>
          <tr>
            <th scope="col" class="num">
              {t("sales.row")}
            </th>
            <th scope="col">{t("sales.at")}</th>
            <th scope="col">{t("sales.why")}</th>
            <th scope="col">{t("sales.stands")}</th>
          </tr>
        </thead>
        <tbody>
          {problems.map((one) => (
            <tr key={`${one.row} ${one.column} ${one.code}`}>
              <th scope="row" class="num" data-of={t("sales.row")}>
                {one.row}
              </th>
              <td class="at-end">
                <bdi>{one.column}</bdi>
              </td>
              <td class="line" data-of={t("sales.why")}>
                {t(`sales.problem.${one.code}`)}
              </td>
              <td class="line" data-of={t("sales.stands")}>
                <code dir="auto">{one.value}</code>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      {total_problems > problems.length && (
        <p class="quiet after">{t("sales.more", { n: total_problems - problems.length })}</p>
      )}
    </>
  );
}
