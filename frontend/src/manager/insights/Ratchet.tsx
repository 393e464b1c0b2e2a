import type { Act, P, RatchetFigures } from "../../domain/insights";
import { signed, signedInterval } from "../../ui/desk/figures";
import { Why } from "./FigureRows";
import { RatchetMap } from "./RatchetMap";
import type { KindProps } from "./simple";
import { useFigures } from "./words";

/** Is the remarkable becoming routine? Each act by how often it is given and how often it delights. */
export function Ratchet({ figures, labels }: KindProps<RatchetFigures>) {
  const { t, nameOf } = useFigures(labels);
  const turning = figures.acts.filter((act) => act.verdict === "turning");
  const remarkable = figures.acts.filter((act) => act.verdict === "steady" || act.verdict === "rising");
  return (
    <>
      <Claim figures={figures} />
      <div class="split">
        <div class="wide">
          <RatchetMap acts={figures.acts} nameOf={nameOf} />
          <ActsTable acts={figures.acts} labels={labels} />
        </div>
        <div class="narrow">
          <h3>{t("ratchet.turning")}</h3>
          {turning.length === 0 && <p class="quiet empty">{t("ratchet.none_turning")}</p>}
          <ul class="todo">
            {turning.map((act) => (
              <Turning key={act.act} act={act} labels={labels} />
            ))}
          </ul>
          <h3>{t("ratchet.remarkable")}</h3>
          <ul class="todo">
            {remarkable.map((act) => (
              <li key={act.act}>
                <strong>{nameOf(act.act)}</strong>
                <Delight of={last(act)?.delight} labels={labels} />
              </li>
            ))}
          </ul>
        </div>
      </div>
    </>
  );
}

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
  const { share } = useFigures(labels);
  if (!of || of.value === null) return <span />;
  return (
    <span class="beyond">
      {share(of.value)} <span class="faint">n {of.n}</span>
    </span>
  );
}

function Turning({ act, labels }: { act: Act; labels: KindProps<unknown>["labels"] }) {
  const { t, nameOf, share, points } = useFigures(labels);
  const [first, now] = [act.points[0], last(act)];
  const half = act.decay?.half_life.value;
  return (
    <li>
      <strong>{nameOf(act.act)}</strong>
      {half !== null && half !== undefined && (
        <span class="below">{t("ratchet.half_life", { waves: points(half) })}</span>
      )}
      <span class="more">
        {t("ratchet.fell", {
          from: share(first?.delight.value ?? 0),
          to: share(now?.delight.value ?? 0),
          expected: share(now?.expected.value ?? 0),
          n: act.deliveries,
        })}
        <br />
        <strong>{act.advice.map((word) => t(`advice.${word}`)).join(" ")}</strong>
      </span>
    </li>
  );
}

function ActsTable({ acts, labels }: { acts: Act[]; labels: KindProps<unknown>["labels"] }) {
  const { t, nameOf, share } = useFigures(labels);
  const said = (part: P | undefined) =>
    part?.value === null || part === undefined ? "–" : share(part.value);
  return (
    <details class="as-table">
      <summary>{t("as_table")}</summary>
      <div class="scroll">
        <table>
          <thead>
            <tr>
              {["act", "expected", "given", "delight", "interval", "n", "verdict"].map((word, index) => (
                <th key={word} scope="col" class={index > 0 && index < 6 ? "num" : ""}>
                  {t(`ratchet.col.${word}`)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {acts.map((act) => {
              const now = last(act);
              return (
                <tr key={act.act}>
                  <th scope="row">{nameOf(act.act)}</th>
                  <td class="num">{said(now?.expected)}</td>
                  <td class="num">{said(now?.delivered)}</td>
                  <td class="num">{said(now?.delight)}</td>
                  <td class="num">
                    <bdi dir="ltr">
                      {share(now?.delight.low ?? 0)} … {share(now?.delight.high ?? 1)}
                    </bdi>
                  </td>
                  <td class="num">{act.deliveries}</td>
                  <td>
                    {act.withheld ? <Why figure={act.withheld} /> : t(`ratchet.${act.verdict ?? "steady"}`)}
                  </td>
                </tr>
              );
            })}
          </tbody>
        </table>
      </div>
    </details>
  );
}
