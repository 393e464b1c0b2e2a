import { read } from "../api/asking";
import type { ListedVisit, VisitLine } from "../domain/reading";
import { Band } from "../ui/desk/Band";
import { plain, signed } from "../ui/desk/figures";
import { useLoaded } from "../ui/load";
import { isoWeek } from "../ui/times";
import { Page } from "./Page";
import { weekNumber } from "./WaitingForYou";
import { useWords } from "./words";

/** The released visits behind a scorecard. */
export function StoreVisits({ store, wave }: { store: string; wave: string }) {
  const { t } = useWords();
  const [loaded, again] = useLoaded(`${store} ${wave}`, (signal) =>
    read<{ results: ListedVisit[] }>("visits", { store, wave, state: "released", limit: 50 }, signal),
  );
  return (
    <section class="half">
      <div class="part first">
        <header>
          <h2>{t("visits")}</h2>
          <span class="end">{t("visits.by_week")}</span>
        </header>
        <Page loaded={loaded} again={again}>
          {({ results }) =>
            results.length === 0 ? (
              <p class="quiet empty">{t("visits.empty")}</p>
            ) : (
              <Visits visits={results} />
            )
          }
        </Page>
      </div>
    </section>
  );
}

function Visits({ visits }: { visits: ListedVisit[] }) {
  const { t, language, pick } = useWords();
  return (
    <table class="folds">
      <thead>
        <tr>
          <th scope="col">{t("visit")}</th>
          <th scope="col">{t("band")}</th>
          <th scope="col" class="num">
            {t("standard")}
          </th>
          <th scope="col" class="num">
            {t("surplus")}
          </th>
          <th scope="col">{t("visits.ended")}</th>
        </tr>
      </thead>
      <tbody>
        {visits.map((visit) => (
          <tr key={visit.id}>
            <th scope="row" class="light">
              <a href={`/visits/${visit.id}`}>{weekOf(visit, t)}</a>
            </th>
            <td class="at-end">
              <VisitBand visit={visit} />
            </td>
            <td class="num" data-of={t("standard")}>
              {visit.shown === null ? "–" : plain(Number(visit.shown), 1, language)}
            </td>
            <td class="num" data-of={t("surplus")}>
              <bdi dir="ltr">{visit.surplus === null ? "–" : signed(Number(visit.surplus), 2, language)}</bdi>
            </td>
            <td class="line quiet" data-of={t("visits.ended")}>
              {visit.ended ? <bdi class="words">{pick(visit.ended)}</bdi> : "–"}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

export function weekOf(visit: VisitLine, t: ReturnType<typeof useWords>["t"]): string {
  if (visit.week) return t("week", { week: weekNumber(visit.week) });
  return visit.local_day ? t("week", { week: isoWeek(visit.local_day) }) : t("week.unknown");
}

/** Kept, close, missed; a critical visit says so. */
export function VisitBand({ visit }: { visit: VisitLine }) {
  const { t } = useWords();
  if (!visit.band) return <span class="faint">{t("not_scored")}</span>;
  const word = visit.is_critical ? t("band.critical") : t(`band.${visit.band}`);
  return <Band band={visit.band} word={word} />;
}
