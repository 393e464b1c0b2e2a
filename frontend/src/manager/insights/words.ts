import type { Words } from "../../domain/edition";
import type { F } from "../../domain/insights";
import { plain, signed } from "../../ui/desk/figures";
import { useWords } from "../words";

/** How insights write numbers and names. */
export function useFigures(labels: Record<string, Words>) {
  const words = useWords();
  const { language, pick, t } = words;
  return {
    ...words,
    /** a name of the checklist in the reader's words; the ceremony's moments have translations */
    nameOf: (name: string): string => {
      const bare = name.replace(/^touchpoint:/, "");
      const key = `moment.${bare}`;
      const known = t(key);
      if (known !== key) return known;
      const outcome = t(`outcome.${bare}`);
      return outcome !== `outcome.${bare}` ? outcome : pick(labels[bare]) || bare.replaceAll("_", " ");
    },
    share: (value: number): string => `${plain(value * 100, 0, language)} %`,
    /** an effect of a few per cent: one digit behind the point */
    finely: (value: number): string => `${signed(value * 100, 1, language)} %`,
    shareDifference: (value: number): string => signed(value * 100, 0, language),
    net: (value: number): string => signed(value, 2, language),
    points: (value: number): string => plain(value, 1, language),
    pointsDifference: (value: number): string => signed(value, 1, language),
    times: (value: number): string => `× ${plain(value, 2, language)}`,
    /** the interval of a figure, as `write` writes its ends */
    within: ({ low, high }: F, write: (value: number) => string): string =>
      low === null || high === null ? "–" : `${write(low)} … ${write(high)}`,
  };
}
