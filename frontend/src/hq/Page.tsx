import type { ComponentChildren } from "preact";
import { useEffect } from "preact/hooks";
import { Problem } from "../api/desk";
import type { Loaded } from "../ui/desk/load";
import { Waiting } from "../ui/desk/Waiting";
import { useWords } from "./words";

/** A page of headquarters that shows one thing the server was asked for. */
export function Page<T>(props: {
  loaded: Loaded<T>;
  again: () => void;
  children: (value: T) => ComponentChildren;
}) {
  const { t } = useWords();
  const words = { loading: t("loading"), failed: t("failed"), offline: t("offline"), again: t("again") };
  return (
    <Waiting loaded={props.loaded} again={props.again} words={words} sentenceOf={useSentence()}>
      {props.children}
    </Waiting>
  );
}

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

export function useTitle(title: string): void {
  useEffect(() => {
    document.title = `${title} · Encore`;
  }, [title]);
}
