import { useState } from "preact/hooks";
import { Problem } from "../api/asking";
import { pageIn } from "../ui/desk/page";
import { useWords } from "./words";

export { useTitle } from "../ui/desk/page";

/** A refusal in the reader's words; the code is the key, the server's own sentence stands in for a new one. */
export function useSentence(): (problem: unknown) => string {
  const { t } = useWords();
  return (problem) => {
    if (!(problem instanceof Problem)) return t("failed");
    const field = fieldOf(t, problem);
    if (field) return field;
    const key = `problem.${problem.code}`;
    const known = t(key);
    return known === key ? problem.sentence || t("failed") : known;
  };
}

/** What is wrong with one field, where there are words for it. */
function fieldOf(t: ReturnType<typeof useWords>["t"], problem: Problem): string {
  for (const [name, codes] of Object.entries((problem.members.errors ?? {}) as Record<string, unknown>)) {
    const key = `invalid.${name}`;
    const said = t(key, { value: String(codes) });
    if (said !== key) return said;
  }
  return "";
}

/** Has the server do something, then `done`, or says why not; whether it was done. */
export type Run = (asked: Promise<unknown>) => Promise<boolean>;

export function useRun(done: () => void): [run: Run, trouble: string] {
  const sentence = useSentence();
  const [trouble, setTrouble] = useState("");
  const run: Run = (asked) => {
    setTrouble("");
    return asked.then(
      () => {
        done();
        return true;
      },
      (problem: unknown) => {
        setTrouble(sentence(problem));
        return false;
      },
    );
  };
  return [run, trouble];
}

export const Page = pageIn({ useWords, useSentence });
