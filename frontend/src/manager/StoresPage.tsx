import { read } from "../api/asking";
import type { Scorecard, ScorecardLine } from "../domain/standing";
import { useTurned } from "../ui/desk/turning";
import { useLoaded } from "../ui/load";
import { Page, useTitle, ViewActs } from "./Page";
import { waveBefore } from "./StandingPage";
import { type Sort, StoresTable } from "./StoresTable";
import { ask, asked } from "./view";
import { Waves } from "./Waves";
import { useWords } from "./words";

interface Answer {
  results: ScorecardLine[];
  next: string | null;
}

/** Every store one may see, found by name, sorted by what matters. */
export function StoresPage() {
  const wave = asked("wave");
  const [loaded, again] = useLoaded(wave, (signal) => read<Scorecard>("standing", { wave }, signal));
  return (
    <Page loaded={loaded} again={again}>
      {(card) => <Stores card={card} />}
    </Page>
  );
}

function Stores({ card }: { card: Scorecard }) {
  const { t } = useWords();
  useTitle(t("stores"));
  const [q, sort] = [asked("q"), (asked("sort") || "name") as Sort];
  const [loaded, again, turning] = useTurned(`${card.wave.id} ${q} ${sort}`, (cursor, signal) =>
    read<Answer>("scorecards", { wave: card.wave.id, q, sort, cursor, limit: 50 }, signal),
  );
  return (
    <>
      <p class="over-title">
        <span>
          <bdi class="words">{card.subject.name}</bdi> · <Waves card={card} />
        </span>
        <ViewActs exportsTo={`/exports?wave=${card.wave.id}`} />
      </p>
      <h1>{t("stores")}</h1>
      <search class="filters">
        <label>
          <span class="label">{t("filter.store")}</span>
          <input
            type="search"
            class="field"
            value={q}
            onChange={(event) => ask({ q: event.currentTarget.value })}
          />
        </label>
      </search>
      <Page loaded={loaded} again={again}>
        {({ results, next }) =>
          results.length === 0 ? (
            <p class="quiet empty">{t(q ? "stores.none_fit" : "stores.empty")}</p>
          ) : (
            <>
              <StoresTable
                lines={results}
                target={card.target}
                before={waveBefore(card)}
                sort={sort}
                wave={card.wave.id}
                sortBy={(next) => ask({ sort: next })}
              />
              {turning(next)}
            </>
          )
        }
      </Page>
    </>
  );
}
