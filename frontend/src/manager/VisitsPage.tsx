import { read } from "../api/asking";
import type { VisitLine, VisitState } from "../domain/reading";
import { plain, signed } from "../ui/desk/figures";
import { useTurned } from "../ui/desk/turning";
import { wholeDay } from "../ui/times";
import { Page, useTitle, ViewActs } from "./Page";
import { splitName } from "./StoresTable";
import { VisitBand, weekOf } from "./StoreVisits";
import { ask, asked } from "./view";
import { useWords } from "./words";

const STATES: VisitState[] = ["in_review", "sent_back", "released", "received"];
const NAMES = ["wave", "region", "store", "state", "band", "critical", "q"] as const;

interface Props {
  /** who reviews sees every state; a region sees what was released */
  reviews: boolean;
}

/** Visits, newest first; the filters stand in the address and go with an export. */
export function VisitsPage({ reviews }: Props) {
  const { t } = useWords();
  useTitle(t("visits"));
  const filters = Object.fromEntries(NAMES.map((name) => [name, asked(name)]));
  const [loaded, again, turning] = useTurned(JSON.stringify(filters), (cursor, signal) =>
    read<{ results: VisitLine[]; next: string | null }>("visits", { ...filters, cursor, limit: 50 }, signal),
  );
  return (
    <>
      <p class="over-title">
        <span>{t(reviews ? "visits.all_states" : "visits.released_only")}</span>
        <ViewActs exportsTo={`/exports${location.search}`} />
      </p>
      <h1>{t("visits")}</h1>
      <Filters reviews={reviews} />
      <Page loaded={loaded} again={again}>
        {({ results, next }) =>
          results.length === 0 ? (
            <p class="quiet empty">{t("visits.none_fit")}</p>
          ) : (
            <>
              <VisitsTable visits={results} reviews={reviews} />
              {turning(next)}
            </>
          )
        }
      </Page>
    </>
  );
}

function Filters({ reviews }: Props) {
  const { t } = useWords();
  const value = (event: Event) => (event.currentTarget as HTMLInputElement | HTMLSelectElement).value;
  return (
    <search class="filters">
      <label>
        <span class="label">{t("filter.store")}</span>
        <input
          type="search"
          class="field"
          value={asked("q")}
          onChange={(event) => ask({ q: value(event) })}
        />
      </label>
      {reviews && (
        <label>
          <span class="label">{t("state")}</span>
          <select class="field" value={asked("state")} onChange={(event) => ask({ state: value(event) })}>
            <option value="">{t("filter.any")}</option>
            {STATES.map((state) => (
              <option key={state} value={state}>
                {t(`state.${state}`)}
              </option>
            ))}
          </select>
        </label>
      )}
      <label>
        <span class="label">{t("band")}</span>
        <select class="field" value={asked("band")} onChange={(event) => ask({ band: value(event) })}>
          <option value="">{t("filter.any")}</option>
          {["green", "amber", "red"].map((band) => (
            <option key={band} value={band}>
              {t(`band.${band}`)}
            </option>
          ))}
        </select>
      </label>
      <label class="tick">
        <input
          type="checkbox"
          checked={asked("critical") === "true"}
          onChange={(event) => ask({ critical: event.currentTarget.checked ? "true" : "" })}
        />
        <span>{t("filter.critical")}</span>
      </label>
    </search>
  );
}

function VisitsTable({ visits, reviews }: { visits: VisitLine[]; reviews: boolean }) {
  const { t, language } = useWords();
  return (
    <table class="folds brief">
      <thead>
        <tr>
          <th scope="col">{t("store")}</th>
          <th scope="col">{t("visit")}</th>
          {reviews && <th scope="col">{t("state")}</th>}
          <th scope="col">{t("band")}</th>
          <th scope="col" class="num">
            {t("standard")}
          </th>
          <th scope="col" class="num">
            {t("surplus")}
          </th>
          <th scope="col" class="num">
            {t("photos")}
          </th>
        </tr>
      </thead>
      <tbody>
        {visits.map((visit) => (
          <VisitRow key={visit.id} visit={visit} reviews={reviews} language={language} />
        ))}
      </tbody>
    </table>
  );
}

function VisitRow({ visit, reviews, language }: { visit: VisitLine; reviews: boolean; language: string }) {
  const { t } = useWords();
  const { city, name } = splitName(visit.store);
  return (
    <tr>
      <th scope="row">
        <a href={`/visits/${visit.id}`}>
          {city && `${city}, `}
          <span class="plain">{name}</span>
        </a>
      </th>
      <td data-of={t("visit")}>{visit.local_day ? wholeDay(visit.local_day) : weekOf(visit, t)}</td>
      {reviews && <td data-of={t("state")}>{t(`state.${visit.state}`)}</td>}
      <td class="at-end">
        <VisitBand visit={visit} />
      </td>
      <td class="num" data-of={t("standard")}>
        {visit.shown === null ? "–" : plain(Number(visit.shown), 1, language)}
      </td>
      <td class="num" data-of={t("surplus")}>
        <bdi dir="ltr">{visit.surplus === null ? "–" : signed(Number(visit.surplus), 2, language)}</bdi>
      </td>
      <td class="num" data-of={t("photos")}>
        {visit.photos.here < visit.photos.promised
          ? t("photos.pending", { here: visit.photos.here, promised: visit.photos.promised })
          : visit.photos.here}
      </td>
    </tr>
  );
}
