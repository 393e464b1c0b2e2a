import type { ComponentChildren } from "preact";
import type { QueueLine, QueuePage } from "../../domain/review";
import type { Loaded } from "../../ui/load";
import { clock, nearDay } from "../../ui/times";
import { splitName } from "../StoresTable";
import { useWords } from "../words";

/** One of the two lists: what is known of it, the way to turn its pages, and which place its first line has. */
export interface QueueTurned {
  loaded: Loaded<QueuePage>;
  again: () => void;
  turning: (next: string | null) => ComponentChildren;
  first: number;
}

interface Props {
  waiting: QueueTurned & { page: QueuePage };
  mending: QueueTurned;
  current: string;
}

/** What waits, first what is due first; below it what is with the shopper. Each says how many there are. */
export function QueuePart({ waiting, mending, current }: Props) {
  const { t } = useWords();
  const { page } = waiting;
  const away = mending.loaded.value;
  return (
    <>
      <p class="quiet waiting-n">{t("review.waiting", { n: page.n })}</p>
      {page.n === 0 && <p class="quiet empty">{t("review.nothing")}</p>}
      <Lines page={page} first={waiting.first} current={current} />
      {waiting.turning(page.next)}
      {away && away.n > 0 && (
        <>
          <h2 class="mending">{t("review.mending", { n: away.n })}</h2>
          <Lines page={away} first={mending.first} current={current} />
          {mending.turning(away.next)}
        </>
      )}
      {mending.loaded.state === "failed" && (
        <p class="quiet" role="alert">
          {t("review.mending_failed")}{" "}
          <button type="button" class="link" onClick={mending.again}>
            {t("again")}
          </button>
        </p>
      )}
    </>
  );
}

/** The lines of a page; which of how many they are is said where there is more than one page. */
function Lines({ page, first, current }: { page: QueuePage; first: number; current: string }) {
  const { t } = useWords();
  const { results, n } = page;
  return (
    <>
      {results.map((line) => (
        <QueueLink key={line.id} line={line} isHere={line.id === current} />
      ))}
      {results.length > 0 && results.length < n && (
        <p class="quiet which" role="status">
          {t("review.which", { from: first, to: first + results.length - 1, all: n })}
        </p>
      )}
    </>
  );
}

function QueueLink({ line, isHere }: { line: QueueLine; isHere: boolean }) {
  const { t } = useWords();
  const { city, name } = splitName(line.store);
  const due = line.due
    ? t(Date.parse(line.due) < Date.now() ? "review.overdue" : "review.due", {
        when: `${nearDay(line.due, Date.now())} ${clock(line.due)}`,
      })
    : "";
  return (
    <a href={`/review/${line.id}`} {...(isHere && { "aria-current": "true" as const })}>
      <strong>{[city, name].filter(Boolean).join(", ")}</strong>
      <br />
      <span class="quiet">
        {due} · <Why line={line} />
      </span>
      {line.on_desk && !line.on_desk.is_mine && (
        <span class="quiet on-desk">{t("review.on_desk", { by: line.on_desk.by })}</span>
      )}
    </a>
  );
}

function Why({ line }: { line: QueueLine }) {
  const { t } = useWords();
  if (line.state === "sent_back") return <span>{t("state.sent_back")}</span>;
  if (line.is_critical) return <span class="flagged">{t("band.critical")}</span>;
  if (line.flags.length) return <span class="flagged">{t("review.flags", { n: line.flags.length })}</span>;
  if (line.approved_by.length)
    return <span>{t("review.approved_by", { by: line.approved_by.join(", ") })}</span>;
  return <span>{t("review.no_flags")}</span>;
}
