import type { Lost, Points, Section } from "../domain/standing";
import { apart, interval, plain } from "../ui/desk/figures";
import { Part } from "../ui/desk/Part";
import { useWords } from "./words";

const FREE = new Set(["attitude", "rule"]);

/** The three points lost that cost least to win back: attitude and rules before coaching and money. */
export function WhatNext({ lost }: { lost: Lost[] }) {
  const { t, language, pick } = useWords();
  const cheapest = cheapestFirst(lost).slice(0, 3);
  if (cheapest.length === 0) return null;
  return (
    <Part title={t("next.title")} end={cheapest.every((line) => FREE.has(line.cost)) && t("next.free")}>
      <ol class="split what-next">
        {cheapest.map((line) => (
          <li key={line.question} class="narrow">
            <span class="serif points">
              {plain(line.points, 1, language)}
              <PointsWithin points={line} />
            </span>
            <span>
              <span class="asked">{pick(line.label)}</span>
              <br />
              <span class="quiet">
                {t("next.lost_in", {
                  code: line.code,
                  k: line.lost_in,
                  n: line.of,
                  interval: apart(
                    `${interval(100 - line.kept.high * 100, 100 - line.kept.low * 100, 0, language)} %`,
                  ),
                })}{" "}
                <Cost cost={line.cost} />
              </span>
            </span>
          </li>
        ))}
      </ol>
    </Part>
  );
}

/** The interval of points that were lost, under them. */
export function PointsWithin({ points: { low, high } }: { points: Points | Section["lost"] }) {
  const { t, language } = useWords();
  return (
    <small class="ends">
      {low === null || high === null ? (
        t("interval.none")
      ) : (
        <bdi dir="ltr">{interval(low, high, 1, language)}</bdi>
      )}
    </small>
  );
}

export function Cost({ cost }: { cost: string }) {
  const { t } = useWords();
  if (!cost) return null;
  return <span class={FREE.has(cost) ? "tag free" : "tag"}>{t(`cost.${cost}`)}</span>;
}

/** Free ones first, then by points. */
export function cheapestFirst(lost: Lost[]): Lost[] {
  return [...lost].sort((a, b) => Number(FREE.has(b.cost)) - Number(FREE.has(a.cost)) || b.points - a.points);
}
