import type { ScorecardLine } from "../domain/standing";
import { Band } from "../ui/desk/Band";
import { apart, interval, plain, signed, signedInterval } from "../ui/desk/figures";
import { Interval } from "../ui/desk/Interval";
import { Spark } from "../ui/desk/Spark";
import { named } from "../ui/language";
import { spanOf } from "./StandardFigure";
import { useWords } from "./words";

export type Sort = "-score" | "score" | "-surplus" | "surplus" | "name";

interface Props {
  lines: ScorecardLine[];
  target: number;
  before: number | null;
  sort: Sort;
  wave: string;
  sortBy: (sort: Sort) => void;
}

/** Stores with their intervals; a heading sorts, the store's name opens its scorecard. */
export function StoresTable({ lines, target, before, sort, wave, sortBy }: Props) {
  const { t } = useWords();
  const heading = (up: Sort, down: Sort, word: string) => (
    <th scope="col" class="num" {...sortedBy(sort, up, down)}>
      <button type="button" onClick={() => sortBy(sort === down ? up : down)}>
        {word}
        {sort === down ? " ↓" : sort === up ? " ↑" : ""}
      </button>
    </th>
  );
  return (
    <>
      <table class="folds">
        <caption>{t("stores.caption")}</caption>
        <thead>
          <tr>
            <th scope="col" {...sortedBy(sort, "name", null)}>
              <button type="button" onClick={() => sortBy("name")}>
                {t("store")}
              </button>
            </th>
            <th scope="col">{t("band")}</th>
            {heading("score", "-score", t("standard"))}
            <th scope="col" class="faint">
              <bdi dir="ltr">60 – 100</bdi>
            </th>
            {heading("surplus", "-surplus", t("surplus"))}
            <th scope="col" class="faint">
              <bdi dir="ltr">−1 … +1</bdi>
            </th>
            <th scope="col">{before === null ? t("change") : t("against", { wave: before })}</th>
            <th scope="col" class="waves">
              {t("five_waves")}
            </th>
            <th scope="col" class="num">
              {t("visits")}
            </th>
          </tr>
        </thead>
        <tbody>
          {lines.map((line) => (
            <StoreRow key={line.store.id} line={line} target={target} before={before} wave={wave} />
          ))}
        </tbody>
      </table>
      {lines.filter((line) => line.change).length > 1 && <p class="quiet after">{t("stores.many")}</p>}
    </>
  );
}

/** Only the column that sorts says so. */
function sortedBy(sort: Sort, up: Sort, down: Sort | null): { "aria-sort"?: "ascending" | "descending" } {
  if (sort === up) return { "aria-sort": "ascending" };
  return sort === down ? { "aria-sort": "descending" } : {};
}

type RowProps = { line: ScorecardLine; target: number; before: number | null; wave: string };

function StoreRow({ line, target, before, wave }: RowProps) {
  const { t, language } = useWords();
  const { city, name } = splitName(line.store);
  return (
    <tr>
      <th scope="row">
        <a href={`/stores/${line.store.id}?wave=${wave}`}>
          {city && `${city}, `}
          <span class="plain">{name}</span>
        </a>
      </th>
      <td class="at-end">
        {line.score.band ? (
          <Band band={line.score.band} word={t(`band.${line.score.band}`)} />
        ) : (
          <span class="faint">–</span>
        )}
      </td>
      <StandardCells line={line} target={target} />
      <SurplusCells line={line} />
      <td class="line" data-of={before === null ? t("change") : t("against", { wave: before })}>
        <ChangeCell line={line} />
      </td>
      <td class="aside waves">
        <Spark series={line.series} title={seriesWords(line, t, language)} />
      </td>
      <td class="num" data-of={t("visits")}>
        {line.n}
      </td>
    </tr>
  );
}

/** The last waves as they are read out: each with its score and its visits. */
function seriesWords(line: ScorecardLine, t: ReturnType<typeof useWords>["t"], language: string): string {
  const told = line.series.map(({ wave, score, low, high, n }) =>
    score === null
      ? t("series.none", { wave })
      : t("series.wave", {
          wave,
          score: plain(score, 1, language),
          interval: apart(interval(low ?? score, high ?? score, 1, language)),
          n,
        }),
  );
  return named(t("five_waves"), told.join("; "));
}

/** A store's name often begins with its city: it is said once. */
export function splitName(store: { name: string; city?: string }): { city: string; name: string } {
  const { city = "", name } = store;
  return { city, name: city && name.startsWith(`${city}, `) ? name.slice(city.length + 2) : name };
}

function StandardCells({ line, target }: { line: ScorecardLine; target: number }) {
  const { t, language } = useWords();
  if (line.score.value === null) {
    return (
      <td colSpan={2} class="quiet" data-of={t("standard")}>
        {t("withheld.nothing")}
      </td>
    );
  }
  const span = spanOf(line.score);
  const words = interval(span.low, span.high, 1, language);
  return (
    <>
      <td class="num" data-of={t("standard")}>
        <bdi>{plain(span.value, 1, language)}</bdi>
        <small class="ends">
          <bdi dir="ltr">{words}</bdi>
        </small>
      </td>
      <td class="aside">
        <Interval span={span} scale={{ from: 60, to: 100, tick: target }} title={words} />
      </td>
    </>
  );
}

function SurplusCells({ line }: { line: ScorecardLine }) {
  const { t, language } = useWords();
  if (line.surplus.value === null) {
    return (
      <td colSpan={2} class="quiet" data-of={t("surplus")}>
        {t("withheld", { n: line.surplus.n, wants: line.surplus.wants ?? 6 })}
      </td>
    );
  }
  const span = spanOf(line.surplus);
  const words = signedInterval(span.low, span.high, 2, language);
  return (
    <>
      <td class="num" data-of={t("surplus")}>
        <bdi dir="ltr">{signed(span.value, 2, language)}</bdi>
        <small class="ends">
          <bdi dir="ltr">{words}</bdi>
        </small>
      </td>
      <td class="aside">
        <Interval span={span} scale={{ from: -1, to: 1, tick: 0 }} title={words} earns />
      </td>
    </>
  );
}

function ChangeCell({ line }: { line: ScorecardLine }) {
  const { t, language } = useWords();
  if (!line.change) return <span class="faint">{t("change.none")}</span>;
  const { delta, low, high, is_real } = line.change;
  const word = is_real ? (delta > 0 ? "change.rise" : "change.fall") : "change.noise";
  const tone = is_real ? (delta > 0 ? "beyond" : "below") : "quiet";
  return (
    <>
      <span class={tone}>{t(word)}</span>
      <small class="ends">
        <bdi dir="ltr">
          {signed(delta, 1, language)} ({signedInterval(low, high, 1, language)})
        </bdi>
      </small>
    </>
  );
}
