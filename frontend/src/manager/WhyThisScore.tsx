import { useState } from "preact/hooks";
import type { F } from "../domain/insights";
import type { FigureValue, Lost } from "../domain/standing";
import { apart, interval, plain } from "../ui/desk/figures";
import { Part } from "../ui/desk/Part";
import { useFigures } from "./insights/words";
import { weekNumber } from "./WaitingForYou";
import { Cost, PointsWithin } from "./WhatNext";
import { useWords } from "./words";

const FIRST = 6;

/** Every point lost, the dearest first, with the visits it was lost in. */
export function WhyThisScore({ lost, score, free }: { lost: Lost[]; score: FigureValue; free: F | null }) {
  const { t, language } = useWords();
  const { share, within: spanOf } = useFigures({});
  const [all, setAll] = useState(false);
  const sum = lost.reduce((total, line) => total + line.points, 0);
  const { low, high } = score;
  const within =
    low === null || high === null ? t("interval.none") : interval(100 - high, 100 - low, 1, language);
  const points = apart(`${plain(sum, 1, language)} (${within})`);
  const end =
    free === null || free.value === null
      ? t("why.sum", { points })
      : t("why.free", { points, share: share(free.value), interval: apart(spanOf(free, share)) });
  const shown = all ? lost : lost.slice(0, FIRST);
  return (
    <Part title={t("why")} end={end}>
      {lost.length === 0 ? (
        <p class="quiet empty">{t("why.nothing")}</p>
      ) : (
        <table>
          <thead>
            <tr>
              <th scope="col" class="num">
                {t("points")}
              </th>
              <th scope="col">{t("why.lost_on")}</th>
              <th scope="col" class="at-end">
                {t("why.win_back")}
              </th>
            </tr>
          </thead>
          <tbody>
            {shown.map((line) => (
              <LostRow key={line.question} line={line} />
            ))}
          </tbody>
        </table>
      )}
      {lost.length > FIRST && !all && (
        <p class="after">
          <button type="button" class="link" onClick={() => setAll(true)}>
            {t("why.all", { n: lost.length })}
          </button>
        </p>
      )}
    </Part>
  );
}

/** The visits it was lost in, by their weeks: the word once, then a number to each visit. */
function Weeks({ line: { visits, question } }: { line: Lost }) {
  const { t } = useWords();
  if (visits.length === 0) return null;
  const [first, ...rest] = visits.map(({ id, week }) => ({
    to: `/visits/${id}#${question}`,
    week: weekNumber(week),
    id,
  }));
  return (
    <>
      {" · "}
      {first && <a href={first.to}>{t("week", { week: first.week })}</a>}
      {rest.map(({ id, to, week }) => (
        <span key={id}>
          {" · "}
          <a href={to} aria-label={t("week", { week })}>
            {week}
          </a>
        </span>
      ))}
    </>
  );
}

function LostRow({ line }: { line: Lost }) {
  const { t, language, pick } = useWords();
  const { kept } = line;
  return (
    <tr>
      <td class="num points">
        {plain(line.points, 1, language)}
        <PointsWithin points={line} />
      </td>
      <th scope="row" class="light">
        {pick(line.label)} <span class="faint">{line.code}</span>
        <br />
        <span class="faint">
          {t("why.lost_in", { k: line.lost_in, n: line.of })}{" "}
          {t("why.kept", { interval: apart(`${interval(kept.low * 100, kept.high * 100, 0, language)} %`) })}
          <Weeks line={line} />
        </span>
      </th>
      <td class="at-end">
        <Cost cost={line.cost} />
      </td>
    </tr>
  );
}
