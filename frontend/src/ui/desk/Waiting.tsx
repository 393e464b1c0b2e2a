import type { ComponentChildren } from "preact";
import type { Loaded } from "../load";

export interface WaitingWords {
  loading: string;
  failed: string;
  offline: string;
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

/** A page's content, or what it waits for: never an empty page, and an old answer stays while a new one comes. */
export function Waiting<T>({ loaded, again, words, sentenceOf, children }: Props<T>) {
  const { value } = loaded;
  return (
    <>
      {loaded.state === "failed" && (
        <div class="banner asks" role="alert">
          <p>{navigator.onLine ? sentenceOf(loaded.problem) || words.failed : words.offline}</p>
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
