import type { QueueLine, QueuePage } from "../../domain/review";
import { clock, nearDay } from "../../ui/times";
import { splitName } from "../StoresTable";
import { useWords } from "../words";

/** What waits, first what is due first; below it what is with the shopper. */
export function QueuePart(props: { page: QueuePage; mending: QueuePage | null; current: string }) {
  const { t } = useWords();
  const { page, mending, current } = props;
  return (
    <>
      <p class="quiet waiting-n">{t("review.waiting", { n: page.n })}</p>
      {page.n === 0 && <p class="quiet empty">{t("review.nothing")}</p>}
      {page.results.map((line) => (
        <QueueLink key={line.id} line={line} isHere={line.id === current} />
      ))}
      {mending && mending.n > 0 && (
        <>
          <h2 class="mending">{t("review.mending")}</h2>
          {mending.results.map((line) => (
            <QueueLink key={line.id} line={line} isHere={line.id === current} />
          ))}
        </>
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
