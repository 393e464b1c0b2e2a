import type { Pillar, Section } from "../domain/standing";
import { interval, plain } from "../ui/desk/figures";
import { PointsWithin } from "./WhatNext";
import { useWords } from "./words";

interface Row extends Pillar {
  word: string;
}

/** The checklist's sections, then its pillars: how much of each was kept. One where nothing was possible is left out. */
export function SectionsPart({
  sections,
  pillars,
  n,
}: {
  sections: Section[];
  pillars: Pillar[];
  n: number;
}) {
  const { t, pick } = useWords();
  const pillarWord = (name: string) => {
    const known = t(`pillar.${name}`);
    return known === `pillar.${name}` ? name : known;
  };
  return (
    <section class="half">
      <div class="part first">
        <header>
          <h2>{t("sections")}</h2>
          <span class="end">{t("visits.n", { n })}</span>
        </header>
        <Shares
          heading={t("section")}
          rows={sections.map((one) => ({ ...one, word: pick(one.label) || one.name }))}
          n={n}
        />
        {pillars.length > 0 && (
          <Shares
            heading={t("pillar")}
            rows={pillars.map((one) => ({ ...one, word: pillarWord(one.name) }))}
            n={n}
          />
        )}
      </div>
    </section>
  );
}

function Shares({ heading, rows, n }: { heading: string; rows: Row[]; n: number }) {
  const { t } = useWords();
  return (
    <table class="folds plain sections">
      <caption class="folded">{heading}</caption>
      <thead>
        <tr>
          <th scope="col">{heading}</th>
          <th scope="col" class="num">
            {t("per_cent")}
          </th>
          <th scope="col">
            <span class="unseen">{t("bar")}</span>
          </th>
          <th scope="col" class="num">
            {t("points_lost")}
          </th>
        </tr>
      </thead>
      <tbody>
        {rows
          .filter((row) => row.score !== null)
          .map((row) => (
            <Share key={row.name} row={row} n={n} />
          ))}
      </tbody>
    </table>
  );
}

/** One of them with its interval; its own n is said where it is not every visit's. */
function Share({ row, n }: { row: Row; n: number }) {
  const { t, language } = useWords();
  return (
    <tr>
      <th scope="row" class="light">
        {row.word} {row.n !== n && <span class="faint whole">{t("visits.n", { n: row.n })}</span>}
      </th>
      <td class="num" data-of={t("per_cent")}>
        {plain(row.score ?? 0, 1, language)}
      </td>
      <td class="measure">
        <meter min={0} max={100} value={row.score ?? 0} aria-label={row.word} />
        <small class="ends">
          {row.low === null || row.high === null ? (
            t("interval.none")
          ) : (
            <bdi dir="ltr">{interval(row.low, row.high, 1, language)}</bdi>
          )}
        </small>
      </td>
      <td class="num" data-of={t("points_lost")}>
        {plain(row.lost.points ?? 0, 1, language)}
        <PointsWithin points={row.lost} />
      </td>
    </tr>
  );
}
