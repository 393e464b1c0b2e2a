import { answersOf, type DeskVisit } from "../../domain/review";
import { clock } from "../../ui/times";
import { useWords } from "../words";

/** The taps of the visit in the checklist's order, and its sealing. */
export function TimelinePart({ visit }: { visit: DeskVisit }) {
  const { t, pick } = useWords();
  const taps = answersOf(visit)
    .filter(({ type, state }) => type === "dateTime" && state === "answered")
    .map((answer) => ({ name: answer.name, at: pick(answer.shown as never), of: pick(answer.label) }))
    .filter(({ at }) => at);
  if (taps.length === 0) return null;
  const sealed = visit.sealed_at
    ? [{ name: "sealed", at: clock(visit.sealed_at, visit.zone), of: t("review.sealed") }]
    : [];
  return (
    <ol class="moments" aria-label={t("review.timeline")}>
      {[...taps, ...sealed].map(({ name, at, of }) => (
        <li key={name}>
          <time>{at}</time>
          <span class="quiet">{of}</span>
        </li>
      ))}
    </ol>
  );
}
