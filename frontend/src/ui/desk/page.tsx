import type { ComponentChildren } from "preact";
import { useEffect } from "preact/hooks";
import type { Loaded } from "../load";
import { decoded } from "../router";
import { Waiting } from "./Waiting";

export interface PageProps<T> {
  loaded: Loaded<T>;
  again: () => void;
  children: (value: T) => ComponentChildren;
}

interface Speaks {
  useWords: () => { t: (key: string) => string };
  /** a refusal in the reader's words, where it has any */
  useSentence: () => (problem: unknown) => string;
}

/** An area's page: it shows one thing that the server was asked for, and waits and fails in the area's own words. */
export function pageIn({ useWords, useSentence }: Speaks) {
  return function Page<T>({ loaded, again, children }: PageProps<T>) {
    const { t } = useWords();
    const words = {
      loading: t("loading"),
      failed: t("failed"),
      offline: t("offline"),
      unopened: t("unopened"),
      again: t("again"),
    };
    return (
      <Waiting loaded={loaded} again={again} words={words} sentenceOf={useSentence()}>
        {children}
      </Waiting>
    );
  };
}

/** Brings what the address names behind its # into view, once it is drawn: `ready` says when. */
export function useAim(ready = true): void {
  useEffect(() => {
    const name = decoded(location.hash.slice(1));
    if (ready && name) document.getElementById(name)?.scrollIntoView({ block: "center" });
  }, [ready]);
}

/** The name of the browser's tab. */
export function useTitle(title: string): void {
  useEffect(() => {
    document.title = title ? `${title} · Encore` : "Encore";
  }, [title]);
}
