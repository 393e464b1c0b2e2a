import { read } from "../api/asking";
import type { QuestionFigure } from "../domain/standing";
import { interval, plain } from "../ui/desk/figures";
import { Interval } from "../ui/desk/Interval";
import { useLoaded } from "../ui/load";
import { Page } from "./Page";
import { Cost, PointsWithin } from "./WhatNext";
import { useWords } from "./words";

interface Questions {
  n: number;
  questions: QuestionFigure[];
}

/** Every question of a scorecard, one tap away: in how many visits it was kept whole, and how sure that share is. */
export function QuestionsPart({ subject, wave }: { subject: string; wave: string }) {
  const { t } = useWords();
  const [loaded, again] = useLoaded(`${subject} ${wave}`, (signal) =>
    read<Questions>(`scorecards/${subject}/questions`, { wave }, signal),
  );
  return (
    <section class="part">
      <header>
        <h2>{t("questions.every")}</h2>
        <span class="end">{t("questions.every.meaning")}</span>
      </header>
      <Page loaded={loaded} again={again}>
        {({ questions }) =>
          questions.length === 0 ? (
            <p class="quiet empty">{t("withheld.nothing")}</p>
          ) : (
            <details class="as-table">
              <summary>{t("questions.every.open", { n: questions.length })}</summary>
              <QuestionsTable questions={questions} />
            </details>
          )
        }
      </Page>
    </section>
  );
}

function QuestionsTable({ questions }: { questions: QuestionFigure[] }) {
  const { t } = useWords();
  return (
    <table class="folds plain">
      <thead>
        <tr>
          <th scope="col">{t("question")}</th>
          <th scope="col" class="num">
            {t("questions.kept")}
          </th>
          <th scope="col">
            <bdi dir="ltr" class="faint">
              0 … 100 %
            </bdi>
          </th>
          <th scope="col" class="num">
            {t("visits")}
          </th>
          <th scope="col" class="num">
            {t("points_lost")}
          </th>
          <th scope="col" class="at-end">
            {t("why.win_back")}
          </th>
        </tr>
      </thead>
      <tbody>
        {questions.map((line) => (
          <QuestionRow key={line.question} line={line} />
        ))}
      </tbody>
    </table>
  );
}

function QuestionRow({ line }: { line: QuestionFigure }) {
  const { t, language, pick } = useWords();
  const { k, n, low, high } = line.kept;
  const words = `${interval(low * 100, high * 100, 0, language)} %`;
  return (
    <tr>
      <th scope="row" class="light">
        {pick(line.label)} <span class="faint">{line.code}</span>
      </th>
      <td class="num" data-of={t("questions.kept")}>
        <bdi dir="ltr">{plain((k / n) * 100, 0, language)} %</bdi>
        <small class="ends">
          <bdi dir="ltr">{words}</bdi>
        </small>
      </td>
      <td class="aside">
        <Interval span={{ value: k / n, low, high }} scale={{ from: 0, to: 1, tick: null }} title={words} />
      </td>
      <td class="num" data-of={t("visits")}>
        {t("questions.of", { k, n })}
      </td>
      <td class="num" data-of={t("points_lost")}>
        {plain(line.points, 1, language)}
        <PointsWithin points={line} />
      </td>
      <td class="at-end">
        <Cost cost={line.cost} />
      </td>
    </tr>
  );
}
