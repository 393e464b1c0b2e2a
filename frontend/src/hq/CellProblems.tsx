import type { CellProblem } from "../domain/workbook";
import { Part } from "../ui/desk/Part";
import { useWords } from "./words";

interface Props {
  filename: string;
  problems: CellProblem[];
  notices: CellProblem[];
}

/** Every cell to mend, by sheet: what is wrong, how to mend it, and what stands there. */
export function CellProblems({ filename, problems, notices }: Props) {
  const { t } = useWords();
  const sheets = [...new Set(problems.map((problem) => problem.sheet))];
  return (
    <>
      <h2 class="big">{t("problems.count", { n: problems.length })}</h2>
      <p class="lead">{t("problems.lead", { filename })}</p>
      {sheets.map((sheet) => {
        const here = problems.filter((problem) => problem.sheet === sheet);
        return (
          <Part key={sheet} title={sheet ? t("problems.sheet", { sheet }) : filename} end={here.length}>
            <ol>
              {here.map((problem) => (
                <Row key={`${problem.cell} ${problem.code} ${problem.found}`} problem={problem} />
              ))}
            </ol>
          </Part>
        );
      })}
      <Notices notices={notices} />
    </>
  );
}

function Row({ problem }: { problem: CellProblem }) {
  const { t } = useWords();
  return (
    <li class="problem">
      <bdi class="cell">{problem.cell || "–"}</bdi>
      <div>
        <p class="wrong">{problem.sentence}</p>
        <p class="mend">{problem.remedy}</p>
        {problem.also.length > 0 && (
          <p class="mend">
            {t("problems.also")} <bdi>{problem.also.join(", ")}</bdi>
          </p>
        )}
      </div>
      {problem.cell && (
        <table class="sheet">
          <thead>
            <tr>
              <th>
                <span class="unseen">{t("problems.row")}</span>
              </th>
              <th scope="col">
                <bdi>
                  {letters(problem.cell)} · {problem.column}
                </bdi>
              </th>
            </tr>
          </thead>
          <tbody>
            <tr>
              <th scope="row">{problem.row}</th>
              <td class="bad" dir="auto">
                {problem.found || "\u00a0"}
              </td>
            </tr>
          </tbody>
        </table>
      )}
    </li>
  );
}

const letters = (cell: string): string => cell.replace(/\d+$/, "");

/** What was seen and stops nothing. */
export function Notices({ notices }: { notices: CellProblem[] }) {
  const { t } = useWords();
  if (notices.length === 0) return null;
  return (
    <Part title={t("notices")} end={t("notices.stop_nothing")}>
      <ul class="notices">
        {notices.map((notice) => (
          <li key={`${notice.sheet} ${notice.cell} ${notice.code}`}>
            <strong>
              <bdi>
                {notice.sheet}!{notice.cell}
              </bdi>
            </strong>{" "}
            {notice.sentence} <span class="quiet">{notice.remedy}</span>
          </li>
        ))}
      </ul>
    </Part>
  );
}
