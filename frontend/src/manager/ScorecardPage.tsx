import { read } from "../api/asking";
import type { FreeFigures, TrainedFigures } from "../domain/insights";
import type { Scorecard } from "../domain/standing";
import { apart, interval, plain, signed, signedInterval } from "../ui/desk/figures";
import { later } from "../ui/later";
import { useLoaded } from "../ui/load";
import { ActionsPart } from "./actions/ActionsPart";
import { Computed } from "./Computed";
import { useOwn } from "./insights/useOwn";
import { JourneyPart } from "./JourneyPart";
import { Meaning } from "./Meaning";
import { Page, useTitle, ViewActs } from "./Page";
import { QuestionsPart } from "./QuestionsPart";
import { RankWords } from "./RankWords";
import { SectionsPart } from "./SectionsPart";
import { waveBefore } from "./StandingPage";
import { StoreVisits } from "./StoreVisits";
import { TwoFigures } from "./TwoFigures";
import { asked } from "./view";
import { Waves } from "./Waves";
import { WhyThisScore } from "./WhyThisScore";
import { useWords } from "./words";

/** Drawn with the charts' library, which comes when it is needed. */
const QuadrantPart = later(() => import("./insights/QuadrantPart").then((module) => module.QuadrantPart));

/** What else the store's visits of the wave mean, in a sentence each. */
const MEANING = ["promoters", "hollow", "perk"];

/** A store's scorecard: standard and surplus, the journey, every point lost, the visits behind it. */
export function ScorecardPage({ store }: { store: string }) {
  const wave = asked("wave");
  const [loaded, again] = useLoaded(`${store} ${wave}`, (signal) =>
    read<Scorecard>(`scorecards/${store}`, { wave }, signal),
  );
  return (
    <Page loaded={loaded} again={again}>
      {(card) => <StoreScorecard card={card} />}
    </Page>
  );
}

function StoreScorecard({ card }: { card: Scorecard }) {
  const { t } = useWords();
  useTitle(card.subject.name);
  const before = waveBefore(card);
  const { region } = card.subject;
  const own = useOwn(card);
  return (
    <>
      <p class="over-title">
        <span>
          {region && <a href={`/standing?region=${region.id}&wave=${card.wave.id}`}>{region.name}</a>} ·{" "}
          <Waves card={card} />
        </span>
        <ViewActs exportsTo={`/exports?wave=${card.wave.id}&store=${card.subject.id}`} />
      </p>
      <h1>{card.subject.name}</h1>
      <Lead card={card} />
      <div class="split opening">
        <div class="narrow pair">
          <TwoFigures card={card} before={before} />
        </div>
        <JourneyPart
          touchpoints={card.touchpoints}
          insights={`/insights?level=store&id=${card.subject.id}&wave=${card.wave.id}`}
        />
      </div>
      <RankWords card={card} />
      <div class="split part-of">
        <div class="wide">
          <WhyThisScore
            lost={card.lost}
            score={card.score}
            free={own.figures<FreeFigures>("free")?.free ?? null}
          />
        </div>
        <QuadrantPart figures={own.figures<TrainedFigures>("trained")} withheld={own.withheld("trained")} />
      </div>
      <div class="split part">
        <SectionsPart sections={card.sections} pillars={card.pillars} n={card.n} />
        <StoreVisits store={card.subject.id} wave={card.wave.id} />
      </div>
      <QuestionsPart subject={card.subject.id} wave={card.wave.id} />
      <Meaning card={card} own={own} kinds={MEANING} />
      <ActionsPart store={card.subject.id} wave={card.wave.id} lost={card.lost} />
      <p class="quiet edition">
        {t("scorecard.edition", { title: card.checklist.title, edition: card.checklist.edition })} ·{" "}
        {t(`scoring.${card.checklist.scoring}`)}
      </p>
      <Computed card={card} />
    </>
  );
}

/** The sentence first: standard and surplus with their doubt, and what the next client may expect. */
function Lead({ card }: { card: Scorecard }) {
  const { t, language } = useWords();
  if (card.score.value === null) return <p class="lead">{t("withheld.nothing")}</p>;
  const { surplus, score } = card;
  const standard = t("lead.standard", {
    value: plain(card.score.value, 0, language),
    interval: apart(interval(score.low ?? 0, score.high ?? 100, 0, language)),
  });
  const beyond =
    surplus.value === null
      ? t("lead.no_surplus", { n: surplus.n, wants: surplus.wants ?? 6 })
      : t("lead.surplus", {
          value: apart(signed(surplus.value, 2, language)),
          interval: apart(signedInterval(surplus.low ?? 0, surplus.high ?? 0, 2, language)),
        });
  const tenths = (share: number) => Math.round(share * 10);
  return (
    <p class="lead">
      {t("lead.both", { standard, beyond, visits: t("visits.n", { n: card.n }) })}{" "}
      {card.next_client &&
        t("lead.next_client", {
          p: tenths(card.next_client.p),
          low: tenths(card.next_client.low),
          high: tenths(card.next_client.high),
        })}
    </p>
  );
}
