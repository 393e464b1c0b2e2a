import { read } from "../api/asking";
import type { Scorecard, ScorecardLine } from "../domain/standing";
import { Part } from "../ui/desk/Part";
import { useTurned } from "../ui/desk/turning";
import { useLoaded } from "../ui/load";
import { Waiting } from "./actions/Waiting";
import { Computed } from "./Computed";
import { useOwn } from "./insights/useOwn";
import { Meaning } from "./Meaning";
import { Page, useTitle, ViewActs } from "./Page";
import { QuestionsPart } from "./QuestionsPart";
import { NoRanks, RankWords } from "./RankWords";
import { type Sort, StoresTable } from "./StoresTable";
import { TwoFigures } from "./TwoFigures";
import { ask, asked } from "./view";
import { Waves } from "./Waves";
import { WhatNext } from "./WhatNext";
import { useWords } from "./words";

/** What many visits of a wave mean, in a sentence each: is it real, and what next. */
const MEANING = ["surplus", "promoters", "free", "trained", "hollow"];

interface Lines {
  results: ScorecardLine[];
  next: string | null;
}

/** How are we, is it real, what next: a region's or a brand's standing and its stores. */
export function StandingPage() {
  const wave = asked("wave");
  const region = asked("region");
  const [loaded, again] = useLoaded(`${wave} ${region}`, (signal) =>
    read<Scorecard>("standing", { wave, id: region, level: region && "region" }, signal),
  );
  return (
    <Page loaded={loaded} again={again}>
      {(card) => <Standing card={card} />}
    </Page>
  );
}

function Standing({ card }: { card: Scorecard }) {
  const { t } = useWords();
  useTitle(t("standing.of", { name: card.subject.name, wave: card.wave.number }));
  const before = waveBefore(card);
  const own = useOwn(card);
  return (
    <>
      <p class="over-title">
        <span>
          <bdi class="words">{card.subject.name}</bdi> · <Waves card={card} /> ·{" "}
          {t("standing.counts", { n: card.n, where: t("standing.where", { n: card.stores }) })}
        </span>
        <ViewActs exportsTo={`/exports?wave=${card.wave.id}`} />
      </p>
      <Headline card={card} />
      <div class="split opening">
        <TwoFigures card={card} before={before} />
        <Waiting critical={card.critical} />
      </div>
      <RankWords card={card} />
      <WhatNext lost={card.lost} />
      <Stores card={card} before={before} />
      <Meaning card={card} own={own} kinds={MEANING} />
      <QuestionsPart subject={card.subject.id} wave={card.wave.id} />
      <Computed card={card} />
    </>
  );
}

/** The number of the wave that a change is measured against. */
export function waveBefore(card: Scorecard): number | null {
  const earlier = card.waves.map((wave) => wave.number).filter((number) => number < card.wave.number);
  return earlier.length ? Math.max(...earlier) : null;
}

function Headline({ card }: { card: Scorecard }) {
  const { t } = useWords();
  if (card.n === 0) return <h1 class="headline">{t("headline.nothing")}</h1>;
  const way = (change: Scorecard["change"]["score"]) =>
    !change ? "new" : !change.is_real ? "holds" : change.delta > 0 ? "rises" : "falls";
  return (
    <h1 class="headline">
      <span>{t(`headline.standard.${way(card.change.score)}`)}</span>{" "}
      {card.surplus.value !== null && <span>{t(`headline.surplus.${way(card.change.surplus)}`)}</span>}
    </h1>
  );
}

function Stores({ card, before }: { card: Scorecard; before: number | null }) {
  const { t } = useWords();
  const sort = (asked("sort") || "-score") as Sort;
  const region = card.level === "region" ? card.subject.id : "";
  const [loaded, again, turning] = useTurned(`${card.wave.id} ${region} ${sort}`, (cursor, signal) =>
    read<Lines>("scorecards", { wave: card.wave.id, region, sort, cursor, limit: 50 }, signal),
  );
  return (
    <Part title={t("stores")} end={t("stores.key")}>
      <Page loaded={loaded} again={again}>
        {({ results, next }) =>
          results.length === 0 ? (
            <p class="quiet empty">{t("stores.empty")}</p>
          ) : (
            <>
              <StoresTable
                lines={results}
                target={card.target}
                before={before}
                sort={sort}
                wave={card.wave.id}
                sortBy={(next) => ask({ sort: next })}
              />
              <NoRanks lines={results} />
              {turning(next)}
            </>
          )
        }
      </Page>
    </Part>
  );
}
