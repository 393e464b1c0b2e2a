import type { Rate, Touchpoint } from "../domain/standing";
import { apart, interval, plain, signed, signedInterval } from "../ui/desk/figures";
import { Journey, type Moment } from "../ui/desk/Journey";
import { Sideways } from "../ui/desk/Sideways";
import { JourneyInAnswers } from "./JourneyInAnswers";
import { useWords } from "./words";

/** The journey along the ceremony, as a picture and as a table; of too few visits, their raw answers instead. */
export function JourneyPart({ touchpoints, insights }: { touchpoints: Touchpoint[]; insights?: string }) {
  const { t, pick, language } = useWords();
  const moments = useMoments(touchpoints);
  if (moments.length === 0) return null;
  const words = {
    title: t("journey.title"),
    description: touchpoints
      .map((point) =>
        t("journey.moment", {
          name: nameOf(point, pick, t),
          up: told(point.exceed, t, language),
          down: told(point.shortfall, t, language),
          n: point.n,
        }),
      )
      .join(" "),
    beyond: t("journey.beyond"),
    half: t("journey.half"),
    expected: t("journey.expected"),
    below: t("journey.below"),
  };
  return (
    <section class="wide">
      <div class="of">
        <h2>{t("journey")}</h2>
        {insights && <a href={insights}>{t("insights.all")}</a>}
      </div>
      <p class="quiet journey-words">{t("journey.meaning")}</p>
      {touchpoints.every(({ net }) => net === null) ? (
        <JourneyInAnswers
          moments={touchpoints.map((point) => ({ ...point, name: nameOf(point, pick, t) }))}
        />
      ) : (
        <>
          <Journey moments={moments} words={words} />
          <p class="key">
            <span>
              <i class="swatch up" /> {t("journey.key.beyond")}
            </span>
            <span>
              <i class="swatch down" /> {t("journey.key.below")}
            </span>
            <span>{t("journey.key.net")}</span>
          </p>
          <JourneyTable touchpoints={touchpoints} />
        </>
      )}
    </section>
  );
}

type Say = ReturnType<typeof useWords>["t"];

/** A share of visits with its interval; so many of so many where that is too few to tell a share. */
function told({ k, n, low, high }: Rate, t: Say, language: string): string {
  if (low === null || high === null) return t("questions.of", { k, n });
  const share = plain((k / n) * 100, 0, language);
  return apart(`${share} % (${interval(low * 100, high * 100, 0, language)})`);
}

/** As long as a bar is drawn: none where there are too few visits to tell a share. */
const drawn = ({ k, n, low }: Rate): number => (low === null ? 0 : k / n);

/** A touchpoint is a word of the checklist; the ceremony's usual moments have translations. */
function nameOf(point: Touchpoint, pick: ReturnType<typeof useWords>["pick"], t: Say): string {
  const key = `moment.${point.name}`;
  const known = t(key);
  return known === key ? pick(point.label) || point.name : known;
}

function useMoments(touchpoints: Touchpoint[]): Moment[] {
  const { t, language, pick } = useWords();
  return touchpoints.map((point) => ({
    name: point.name,
    label: nameOf(point, pick, t),
    note: noteOf(point, t, language),
    verdict: verdictOf(point, t),
    exceed: drawn(point.exceed),
    shortfall: drawn(point.shortfall),
    net: point.net,
    low: point.low,
    high: point.high,
    isSure: point.is_sure,
  }));
}

function noteOf(point: Touchpoint, t: Say, language: string): string {
  if (point.net === null) return t("journey.few", { n: point.n, wants: point.wants ?? 6 });
  return t("journey.n", { net: apart(signed(point.net, 2, language)), n: point.n });
}

/** A word where a moment leaves expectation behind for sure. */
function verdictOf({ net, is_sure }: Touchpoint, t: Say): string {
  return is_sure ? t((net ?? 0) > 0 ? "journey.excellent" : "journey.under") : "";
}

function JourneyTable({ touchpoints }: { touchpoints: Touchpoint[] }) {
  const { t, language, pick } = useWords();
  return (
    <details class="as-table">
      <summary>{t("as_table")}</summary>
      <Sideways name={t("journey.title")}>
        <table>
          <thead>
            <tr>
              <th scope="col">{t("journey.col.moment")}</th>
              {["beyond", "below", "net", "interval", "n"].map((word) => (
                <th key={word} scope="col" class="num">
                  {t(`journey.col.${word}`)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {touchpoints.map((point) => (
              <tr key={point.name}>
                <th scope="row" class="light">
                  {nameOf(point, pick, t)}
                </th>
                <td class="num">{told(point.exceed, t, language)}</td>
                <td class="num">{told(point.shortfall, t, language)}</td>
                <td class="num">
                  <bdi dir="ltr">{point.net === null ? "–" : signed(point.net, 2, language)}</bdi>
                </td>
                <td class="num">
                  <bdi dir="ltr">
                    {point.low === null || point.high === null
                      ? "–"
                      : signedInterval(point.low, point.high, 2, language)}
                  </bdi>
                </td>
                <td class="num">{point.n}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </Sideways>
    </details>
  );
}
