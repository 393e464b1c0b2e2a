import type { Words as Labels } from "../../domain/edition";
import { type Language, language, localeOf } from "../language";
import type { Inserts, Words } from "../words";
import { frameWords } from "./words";

/** What a page needs to speak. */
export interface Speaking<Key extends string> {
  t: (key: Key | (string & {}), inserts?: Inserts) => string;
  /** the locale of figures and days */
  language: string;
  /** words written at headquarters, in the reader's language, else in English, else in any */
  pick: (labels: Labels | undefined) => string;
}

/** One way to speak for a whole area: several catalogues as one, and those of the frame around it. */
export function speakingOf<Key extends string>(catalogues: readonly Pick<Words<never>, "load" | "say">[]) {
  /** A key that no catalogue knows is said as it stands: keys put together at run time may be a brand's own. */
  const t = (key: string, inserts?: Inserts): string => {
    for (const catalogue of catalogues) {
      const said = catalogue.say(key as never, inserts);
      if (said !== key) return said;
    }
    return key;
  };
  return {
    async loadWords(code: Language): Promise<void> {
      await Promise.all([...catalogues, frameWords].map((catalogue) => catalogue.load(code)));
    },
    useWords(): Speaking<Key> {
      const code = language.value;
      return { t, language: localeOf(code), pick: (labels) => inLanguage(labels, code) };
    },
  };
}

const inLanguage = (labels: Labels | undefined, code: Language): string =>
  labels?.[code] ?? labels?.en ?? Object.values(labels ?? {})[0] ?? "";
