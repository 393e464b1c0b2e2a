import { address } from "../api/asking";
import type { RowProblem, StoreImport } from "../domain/storeImport";
import { count } from "../ui/desk/figures";
import { Part } from "../ui/desk/Part";
import { useWords } from "./words";

/** Each row that is not taken: where, why, and how to mend it. */
export function ImportProblems({ spreadsheet }: { spreadsheet: StoreImport }) {
  const { t, language } = useWords();
  const { counts, problems, total_problems } = spreadsheet;
  const end = t("rows.counts", {
    taken: count(counts.taken, language),
    refused: count(counts.refused, language),
    doubtful: count(counts.doubtful, language),
  });
  return (
    <Part title={t("rows")} end={end}>
      {problems.length === 0 ? (
        <p class="quiet empty">{t("rows.all_taken")}</p>
      ) : (
        <>
          <table class="folds plain">
            <thead>
              <tr>
                <th scope="col" class="num">
                  {t("problems.row")}
                </th>
                <th scope="col">{t("rows.column")}</th>
                <th scope="col">{t("rows.why")}</th>
                <th scope="col">{t("rows.stands")}</th>
              </tr>
            </thead>
            <tbody>
              {problems.map((problem) => (
                <Row key={`${problem.row} ${problem.column} ${problem.code}`} problem={problem} />
              ))}
            </tbody>
          </table>
          <p class="after">
            {total_problems > problems.length && t("rows.more", { n: total_problems - problems.length })}{" "}
            <a href={address(`store-imports/${spreadsheet.id}/report.csv`)} download>
              {t("rows.report")}
            </a>
          </p>
        </>
      )}
    </Part>
  );
}

function Row({ problem }: { problem: RowProblem }) {
  const { t } = useWords();
  return (
    <tr>
      <th scope="row" class="num">
        {problem.row}
      </th>
      <td data-of={t("rows.column")}>
        <bdi>{problem.column}</bdi>
      </td>
      <td data-of={t("rows.why")}>
        {problem.sentence} <span class="quiet">{problem.remedy}</span>
      </td>
      <td data-of={t("rows.stands")} dir="auto">
        <code>{problem.value}</code>
      </td>
    </tr>
  );
}
