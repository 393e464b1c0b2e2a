import type { Words } from "../../domain/edition";
import type { F } from "../../domain/insights";
import { apart, ends, plain, signed } from "../../ui/desk/figures";
import { useWords } from "../words";

/** The usual moments as they follow each other; a checklist's own come after them. */
const CEREMONY = ["welcome", "discovery", "presentation", "trial", "closing", "farewell", "follow_up"];

/** Outcomes in the order of the ceremony; those of the whole visit stay first. */
export function inOrder<Named extends { name: string }>(outcomes: readonly Named[]): Named[] {
  const place = ({ name }: Named) => {
    if (!name.startsWith("touchpoint:")) return -1;
    const at = CEREMONY.indexOf(name.slice("touchpoint:".length));
    return at < 0 ? CEREMONY.length : at;
  };
  return [...outcomes].sort((one, other) => place(one) - place(other));
}

/** How insights write numbers and names. */
export function useFigures(labels: Record<string, Words>) {
  const words = useWords();
  const { language, pick, t } = words;
  const nameOf = (name: string): string => {
    const key = `moment.${name}`;
    const known = t(key);
    return known === key ? pick(labels[name]) || name.replaceAll("_", " ") : known;
  };
  return {
    ...words,
    /** a name of the checklist in the reader's words; the ceremony's moments have translations */
    nameOf,
    /** what came of a visit: kept, at ease, a moment that was not below expectation */
    outcomeOf: (name: string): string =>
      name.startsWith("touchpoint:")
        ? t("outcome.touchpoint", { moment: nameOf(name.slice("touchpoint:".length)) })
        : t(`outcome.${name}`),
    share: (value: number): string => `${plain(value * 100, 0, language)} %`,
    /** an effect of a few per cent: one digit behind the point */
    finely: (value: number): string => `${signed(value * 100, 1, language)} %`,
    shareDifference: (value: number): string => signed(value * 100, 0, language),
    net: (value: number): string => signed(value, 2, language),
    whole: (value: number): string => plain(value, 0, language),
    points: (value: number): string => plain(value, 1, language),
    pointsDifference: (value: number): string => signed(value, 1, language),
    times: (value: number): string => `× ${plain(value, 2, language)}`,
    /** a figure with its interval inside a sentence or a cell, on one line and from left to right; why there is none */
    told: ({ value, low, high, n, wants, why }: F, write: (value: number) => string): string =>
      value === null
        ? t(`why.${why ?? "not_computed"}`, { n, wants: wants ?? 0 })
        : apart(
            low === null || high === null
              ? write(value)
              : `${write(value)} (${ends(write(low), write(high))})`,
          ),
    /** the interval of a figure, as `write` writes its ends */
    within: ({ low, high }: F, write: (value: number) => string): string =>
      low === null || high === null ? "–" : ends(write(low), write(high)),
  };
}
