import type { Act, P, RatchetFigures } from "../../domain/insights";
import { apart, signed, signedInterval } from "../../ui/desk/figures";
import { AsTable } from "./AsTable";
import { Why } from "./FigureRows";
import type { KindProps } from "./kinds";
import { RatchetMap } from "./RatchetMap";
import { WaveLines } from "./WaveLines";
import { useFigures } from "./words";

/** Is the remarkable becoming routine? Each act by how often it is given and how often it delights. */
export function Ratchet({ figures, labels }: KindProps<RatchetFigures>) {
  const { t, nameOf } = useFigures(labels);
  const turning = figures.acts.filter((act) => act.verdict === "turning");
  const fading = figures.acts.filter((act) => act.verdict === "fading");
  return (
    <>
      <Claim figures={figures} />
      <div class="split">
        <div class="wide">
          <RatchetMap acts={figures.acts} nameOf={nameOf} />
        </div>
        <div class="narrow">
          <h2>{t("ratchet.turning")}</h2>
          {turning.length === 0 && <p class="quiet empty">{t("ratchet.none_turning")}</p>}
          <ul class="todo">
            {turning.map((act) => (
              <Turning key={act.act} act={act} labels={labels} />
            ))}
          </ul>
          {fading.length > 0 && <h2>{t("ratchet.fading_title")}</h2>}
          <ul class="todo">
            {fading.map((act) => (
              <Turning key={act.act} act={act} labels={labels} />
            ))}
          </ul>
        </div>
      </div>
      <Remarkable acts={figures.acts} labels={labels} />
      <WaveLines acts={figures.acts} nameOf={nameOf} />
      <ActsTable acts={figures.acts} labels={labels} />
    </>
  );
}

/** Acts that show no sign of wear, each with its delight now. */
function Remarkable({ acts, labels }: { acts: Act[]; labels: KindProps<unknown>["labels"] }) {
  const { t, nameOf } = useFigures(labels);
  const remarkable = acts.filter((act) => act.verdict === "steady" || act.verdict === "rising");
  if (remarkable.length === 0) return null;
  return (
    <section class="remarkable" aria-label={t("ratchet.remarkable")}>
      <h2>{t("ratchet.remarkable")}</h2>
      <ul class="todo">
        {remarkable.map((act) => (
          <li key={act.act}>
            <strong>{nameOf(act.act)}</strong>
            <Delight of={last(act)?.delight} labels={labels} />
          </li>
        ))}
      </ul>
    </section>
  );
}

const oneOf = (choices: string[], language: string): string =>
  new Intl.ListFormat(language, { type: "disjunction" }).format(choices);

const last = (act: Act) => act.points.at(-1);

function Claim({ figures }: { figures: RatchetFigures }) {
  const { t, language } = useFigures({});
  const { claim } = figures;
  if ("withheld" in claim) return null;
  const { value, low, high } = claim.difference;
  return (
    <p class="lead">
      {t(`ratchet.claim.${claim.verdict}`)}{" "}
      {value !== null && low !== null && high !== null && (
        <bdi dir="ltr">
          {signed(value, 2, language)} ({signedInterval(low, high, 2, language)})
        </bdi>
      )}
    </p>
  );
}

function Delight({ of, labels }: { of: P | undefined; labels: KindProps<unknown>["labels"] }) {
  const { t, share, within } = useFigures(labels);
  if (!of || of.value === null) return <span />;
  return (
    <span class="beyond">
      <bdi dir="ltr">
        {share(of.value)} <span class="faint">({within(of, share)})</span>
      </bdi>
      <span class="faint">
        {" · "}
        {t("journey.col.n")} {of.n}
      </span>
    </span>
  );
}

/** The interval of a half-life; open where it may never halve. */
function reach(fading: Act["decay"], write: (value: number) => string): string {
  const [low, high] = [fading?.half_life.low ?? null, fading?.half_life.high ?? null];
  return apart(`${low === null ? "–" : write(low)} … ${high === null ? "∞" : write(high)}`);
}

/** How an act wears on those who have known the house longer, or that it can't be told. */
function Tenured({ act: { tenure } }: { act: Act }) {
  const { t, points, net, told } = useFigures({});
  if (!tenure || tenure.slope.value === null) return null;
  const { slope, half_life } = tenure;
  const isSure = slope.high !== null && slope.high < 0 && half_life.value !== null;
  return (
    <>
      {" "}
      {isSure
        ? t("ratchet.tenure", {
            waves: points(half_life.value ?? 0),
            interval: reach(tenure, points),
            n: slope.n,
          })
        : t("ratchet.tenure.noise", { slope: told(slope, net), n: slope.n })}
    </>
  );
}

function Turning({ act, labels }: { act: Act; labels: KindProps<unknown>["labels"] }) {
  const { t, nameOf, share, points, told, language } = useFigures(labels);
  const [first, now] = [act.points[0], last(act)];
  const half = act.decay?.half_life.value;
  return (
    <li>
      <strong>{nameOf(act.act)}</strong>
      {half !== null && half !== undefined && (
        <span class="below">
          {t("ratchet.half_life", { waves: points(half), interval: reach(act.decay, points) })}
        </span>
      )}
      {half === null && act.decay?.half_life.why === "no_finite_slope" && (
        <span class="quiet">
          <Why figure={act.decay.half_life} />
        </span>
      )}
      <span class="more">
        {t("ratchet.fell", {
          from: first ? told(first.delight, share) : "–",
          to: now ? told(now.delight, share) : "–",
          expected: now ? told(now.expected, share) : "–",
          n: act.deliveries,
        })}
        <Tenured act={act} />
        {act.advice.length > 0 && (
          <>
            <br />
            <strong>
              {t("ratchet.advice", {
                what: oneOf(
                  act.advice.map((word) => t(`advice.${word}`)),
                  language,
                ),
              })}
            </strong>
          </>
        )}
      </span>
    </li>
  );
}

/** A row for each act and wave: each share with its interval and its own n. */
function ActsTable({ acts, labels }: { acts: Act[]; labels: KindProps<unknown>["labels"] }) {
  const { t, nameOf, share, told } = useFigures(labels);
  const said = (part: P) =>
    part.value === null ? "–" : `${told(part, share)} · ${t("journey.col.n")} ${part.n}`;
  const headings = ["act", "wave", "expected", "given", "delight", "absence"];
  return (
    <AsTable
      headings={headings.map((word) => t(`ratchet.col.${word}`))}
      rows={acts.flatMap((act) =>
        act.points.map(({ wave, expected, delivered, delight, absence }) => ({
          key: `${act.act} ${wave}`,
          cells: [nameOf(act.act), wave, ...[expected, delivered, delight, absence].map(said)],
        })),
      )}
    />
  );
}
