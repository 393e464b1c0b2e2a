import type { Scorecard, Shrunken } from "../domain/standing";
import { apart, interval, plain } from "../ui/desk/figures";
import { useWords } from "./words";

/** Against the others, in words: the brand's other stores, and why there is a rank or none. */
export function RankWords({ card }: { card: Scorecard }) {
  const { t, language } = useWords();
  const { benchmark, shrunken, score, n, rank } = card;
  const told = shrunken && score.value !== null;
  if (!benchmark && !told) return null;
  return (
    <p class="quiet after">
      {benchmark &&
        t("benchmark", {
          score: plain(benchmark.score, 1, language),
          interval:
            benchmark.low === null || benchmark.high === null
              ? t("interval.none")
              : apart(interval(benchmark.low, benchmark.high, 1, language)),
          stores: benchmark.stores,
        })}{" "}
      {told &&
        t(rank ? "rank.own" : "rank.own.none", {
          n,
          rank: rank?.rank ?? 0,
          between: apart(`${rank?.low ?? 0} … ${rank?.high ?? 0}`),
          of: rank?.of ?? 0,
          score: plain(shrunken.score, 1, language),
          interval: apart(interval(shrunken.low, shrunken.high, 1, language)),
          reliability: plain(shrunken.reliability, 2, language),
          raw: plain(score.value ?? 0, 1, language),
        })}
    </p>
  );
}

/** Below a list of stores: that no rank is shown, and what one would need. Nothing where all can be ranked. */
export function NoRanks({ lines }: { lines: { n: number; shrunken: Shrunken | null }[] }) {
  const { t, language } = useWords();
  const unranked = lines.filter((line) => line.shrunken && !line.shrunken.can_rank);
  const best = unranked.sort((a, b) => b.n - a.n)[0];
  if (!best?.shrunken) return null;
  return (
    <p class="quiet after">
      {t("rank.none", { n: best.n, reliability: plain(best.shrunken.reliability, 2, language) })}
    </p>
  );
}
