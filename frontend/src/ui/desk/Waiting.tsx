import type { ComponentChildren } from "preact";
import { useEffect } from "preact/hooks";
import type { Loaded } from "../load";

export interface WaitingWords {
  loading: string;
  failed: string;
  /** without a connection, over an answer that is here already */
  offline: string;
  /** without a connection, where there is no answer yet */
  unopened: string;
  again: string;
}

interface Props<T> {
  loaded: Loaded<T>;
  again: () => void;
  words: WaitingWords;
  /** what went wrong, in a sentence, where the server said so */
  sentenceOf: (problem: unknown) => string;
  children: (value: T) => ComponentChildren;
}

/**
 * A page's content, or what it waits for: never an empty page, and an old answer stays while a new one comes.
 * What failed is asked for again as soon as the device has a connection.
 */
export function Waiting<T>({ loaded, again, words, sentenceOf, children }: Props<T>) {
  const { state, value } = loaded;
  const cut = value === null ? words.unopened : words.offline;
  useEffect(() => {
    if (state !== "failed") return;
    addEventListener("online", again);
    return () => removeEventListener("online", again);
  }, [state, again]);
  return (
    <>
      {loaded.state === "failed" && (
        <div class="banner asks" role="alert">
          <p>{navigator.onLine ? sentenceOf(loaded.problem) || words.failed : cut}</p>
          <p>
            <button type="button" class="act small" onClick={again}>
              {words.again}
            </button>
          </p>
        </div>
      )}
      {value === null && loaded.state === "loading" && (
        <p class="quiet waits" role="status">
          {words.loading}
        </p>
      )}
      {value !== null && children(value)}
    </>
  );
}
