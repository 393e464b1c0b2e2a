import type { Words } from "../../domain/edition";
import type * as I from "../../domain/insights";
import { interval, plain, signed, signedInterval } from "../../ui/desk/figures";
import { useFigures } from "./words";

/** An insight in a sentence, with the figure it stands on. `tone`: gold or oxblood where it is sure. */
export interface Answer {
  says: string;
  figure?: string;
  /** what stands behind it, in plain words */
  more?: string;
  tone?: "beyond" | "below" | "" | undefined;
}

type Speak = ReturnType<typeof useFigures>;
type Sayings = Readonly<Record<string, (figures: never, speak: Speak) => Answer>>;

/** The interval of a share that the sentence has said already, as per cent. */
const within = ({ value, low, high }: I.F, language: string): string =>
  value === null ? "" : `(${interval((low ?? 0) * 100, (high ?? 1) * 100, 0, language)} %)`;

/** A share as it is now, with its interval and its own n: the whole insight's counts all acts. */
const now = (share: I.P | undefined, language: string): string =>
  !share || share.value === null
    ? "–"
    : `${plain(share.value * 100, 0, language)} % ${within(share, language)} · n ${plain(share.n, 0, language)}`;

/** value (low … high) with its sign; `times` turns a share into points of a hundred. */
const net = ({ value, low, high }: I.F, language: string, digits = 2, times = 1): string =>
  value === null || low === null || high === null
    ? ""
    : `${signed(value * times, digits, language)} (${signedInterval(low * times, high * times, digits, language)})`;

const toneOf = ({ low, high }: I.F): Answer["tone"] =>
  low !== null && low > 0 ? "beyond" : high !== null && high < 0 ? "below" : "";

const wayOf = (figure: I.F): string => toneOf(figure) || "as";

/** A name as it stands inside a sentence. */
const lower = (name: string, language: string): string =>
  name.charAt(0).toLocaleLowerCase(language) + name.slice(1);

const list = (names: string[], language: string): string => new Intl.ListFormat(language).format(names);

const SAYINGS: Sayings = {
  surplus: ({ overall }: I.SurplusFigures, { t, language }) => ({
    says: t(`answer.surplus.${wayOf(overall)}`),
    figure: net(overall, language),
    tone: toneOf(overall),
  }),
  promoters: ({ net: told }: I.PromotersFigures, { t, language }) => ({
    says: t(`answer.promoters.${wayOf(told)}`),
    figure: net(told, language, 0, 100),
  }),
  ratchet: ({ acts }: I.RatchetFigures, { t, nameOf, language }) => {
    const turning = acts.filter((act) => act.verdict === "turning");
    if (turning.length === 0) return { says: t("ratchet.none_turning") };
    const names = turning.map((act) => nameOf(act.act));
    return {
      says: t("answer.ratchet", { acts: list(names, language) }),
      figure: turning.map((act) => now(act.points.at(-1)?.delight, language)).join("; "),
      tone: "below",
    };
  },
  perk: ({ personal }: I.PerkFigures, { t, share, language }) => ({
    says: t("perk.personal", { share: share(personal.value ?? 0) }),
    figure: within(personal, language),
  }),
  free: ({ free }: I.FreeFigures, { t, share, language }) => ({
    says: t("free.share", { share: share(free.value ?? 0) }),
    figure: within(free, language),
  }),
  trained: ({ quadrant, action, difference }: I.TrainedFigures, { t, language }) => ({
    says: [
      t(`trained.${quadrant.name}`),
      quadrant.is_sure ? "" : t("trained.unsure"),
      action ? t(`trained.action.${action}`) : "",
    ]
      .filter(Boolean)
      .join(" "),
    more: t("trained.difference_is"),
    figure: net(difference, language, 1),
  }),
  hollow: ({ hollow }: I.HollowFigures, { t, share, told, language }) =>
    hollow.value === null
      ? { says: told(hollow, share) }
      : { says: t("answer.hollow", { share: share(hollow.value) }), figure: within(hollow, language) },
  inside: ({ correlations }: I.InsideFigures, { t, language }) => {
    const [closest] = [...correlations].sort((one, other) => one.test.q - other.test.q);
    const says = t(closest && closest.test.q < 0.05 ? "answer.inside.linked" : "answer.inside.none");
    return closest ? { says, figure: `ρ ${net(closest.rho, language)}` } : { says };
  },
  perception: ({ gap }: I.PerceptionFigures, { t, language }) => ({
    says: t(`answer.perception.${wayOf(gap)}`),
    figure: net(gap, language, 1),
  }),
  look: ({ outcomes }: I.LookFigures, { t, outcomeOf, language }) => {
    const real = outcomes.filter((outcome) => outcome.is_real);
    const first = real[0];
    if (!first) return { says: t("answer.look.none") };
    const names = list(
      real.map((outcome) => lower(outcomeOf(outcome.name), language)),
      language,
    );
    return {
      says: t("answer.look.real", { outcomes: names }),
      figure: net(first.difference, language, 0, 100),
      tone: "below",
    };
  },
  equity: ({ studies }: I.EquityFigures, { t, language }) => {
    const shown = studies.flatMap((study) =>
      study.outcomes
        .filter((outcome) => outcome.verdict === "shown")
        .map((outcome) => ({ study: study.name, net: outcome.net, value: outcome.net.value ?? 0 })),
    );
    const [worst] = shown.sort((one, other) => other.value - one.value);
    if (!worst) return { says: t("answer.equity.none") };
    const way = worst.value > 0 ? "shown" : "other";
    const studiesOf = shown.filter(({ value }) => value > 0 === worst.value > 0).map(({ study }) => study);
    return {
      says: t(`answer.equity.${way}`, { studies: list([...new Set(studiesOf)], language) }),
      figure: net(worst.net, language, 0, 100),
      tone: way === "shown" ? "below" : "",
    };
  },
  sales: ({ verdict, needs }: I.SalesFigures, { t }) => ({
    says: t(`sales.${verdict}`, { needs: needs ?? 0 }),
  }),
  questions: ({ questions }: I.QuestionsFigures, { t }) => {
    const unfair = questions.filter((question) => question.verdict === "reword").length;
    return { says: unfair ? t("answer.questions", { n: unfair }) : t("answer.questions.none") };
  },
  severity: ({ shoppers }: I.SeverityFigures, { t }) => {
    const sure = shoppers.filter((shopper) => toneOf(shopper.severity) !== "").length;
    return { says: sure ? t("answer.severity", { n: sure }) : t("answer.severity.none") };
  },
};

/** Each insight's answer, in the reader's words; none where it is withheld, or of a kind that this build doesn't know. */
export function useAnswers(labels: Record<string, Words>): (envelope: I.Envelope) => Answer | null {
  const speak = useFigures(labels);
  return ({ kind, figures }) =>
    figures === null ? null : (SAYINGS[kind]?.(figures as never, speak) ?? null);
}
