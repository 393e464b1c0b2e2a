import { useState } from "preact/hooks";
import { useLoaded } from "../ui/load";
import { useWords } from "./words";

interface Props<T> {
  label: string;
  ask: (q: string, signal: AbortSignal) => Promise<readonly T[]>;
  wordsOf: (found: T) => string;
  choose: (found: T) => void;
}

/** Finds one of many by some letters of its name: the server looks, the first few are offered. */
export function Finder<T extends { id: string }>({ label, ask, wordsOf, choose }: Props<T>) {
  const { t } = useWords();
  const [typed, setTyped] = useState("");
  const q = typed.trim();
  const [loaded] = useLoaded<readonly T[]>(q, (signal) => (q ? ask(q, signal) : Promise.resolve([])));
  const found = q ? (loaded.value ?? []) : [];
  return (
    <div class="finder ask wave-form">
      <label class="line-of">
        <span class="quiet">{label}</span>
        <input
          class="field"
          type="search"
          value={typed}
          onInput={(event) => setTyped(event.currentTarget.value)}
          onKeyDown={(event) => event.key === "Enter" && event.preventDefault()}
        />
      </label>
      <div role="status">
        <ul>
          {found.map((each) => (
            <li key={each.id}>
              <button
                type="button"
                class="link"
                onClick={() => {
                  setTyped("");
                  choose(each);
                }}
              >
                {wordsOf(each)}
              </button>
            </li>
          ))}
          {q && loaded.state === "ready" && found.length === 0 && (
            <li class="quiet">{t("finder.nothing")}</li>
          )}
          {q && loaded.state === "failed" && <li class="quiet">{t("offline")}</li>}
        </ul>
      </div>
    </div>
  );
}

interface OneProps<T> extends Omit<Props<T>, "choose"> {
  chosen: T | null;
  choose: (found: T | null) => void;
}

/** One of many: found by some letters of its name, then it stands there and can be taken out again. */
export function FindOne<T extends { id: string }>({ chosen, choose, ...finder }: OneProps<T>) {
  const { t } = useWords();
  if (!chosen) return <Finder {...finder} choose={choose} />;
  const found = finder.wordsOf(chosen);
  return (
    <p class="line-of">
      <span class="quiet">{finder.label}</span>
      <span>
        <strong>{found}</strong>{" "}
        <button
          type="button"
          class="link"
          aria-label={t("where.take_out", { store: found })}
          onClick={() => choose(null)}
        >
          ×
        </button>
      </span>
    </p>
  );
}
