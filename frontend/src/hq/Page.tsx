import { Problem } from "../api/desk";
import { pageIn } from "../ui/desk/page";
import { useWords } from "./words";

export { useTitle } from "../ui/desk/page";

/** A refusal in the reader's words; the code is the key, the server's own sentence stands in for a new one. */
export function useSentence(): (problem: unknown) => string {
  const { t } = useWords();
  return (problem) => {
    if (!(problem instanceof Problem)) return t("failed");
    const key = `problem.${problem.code}`;
    const known = t(key);
    return known === key ? problem.sentence || t("failed") : known;
  };
}

export const Page = pageIn({ useWords, useSentence });
