import { type Language, language, localeOf } from "./language";

/** A sentence, or its forms by plural category, chosen by `n`. */
export type Entry = string | Readonly<Partial<Record<Intl.LDMLPluralRule, string>>>;
export type Catalogue<Key extends string> = Readonly<Record<Key, Entry>>;
export type Inserts = Readonly<Record<string, string | number>>;

/** Some words of an area, each language a chunk of its own. */
export type Chunks<Key extends string> = Readonly<
  Record<Language, () => Promise<{ default: Partial<Catalogue<Key>> }>>
>;

/** An area's words: `say` speaks the language that was loaded last. */
export interface Words<Key extends string> {
  /** loads one language; everything said before is said anew once `speak` is called */
  load(code: Language): Promise<void>;
  /** loads more words in the language that is spoken now; from then on `load` loads them, too */
  add(more: Chunks<Key>): Promise<void>;
  /** the words of a key; `{name}` is replaced by an insert, `{n}` chooses the plural form */
  say(key: Key, inserts?: Inserts): string;
}

const rules = new Map<string, Intl.PluralRules>();
const numbers = new Map<string, Intl.NumberFormat>();

/** Makes a formatter of a language once: it is dear to make and cheap to keep. */
function kept<T>(made: Map<string, T>, code: string, make: () => T): T {
  const found = made.get(code) ?? make();
  made.set(code, found);
  return found;
}

/** One form of an entry: as it stands, or the plural form that `n` asks for in this language. */
export function formOf(entry: Entry, code: string, n: unknown): string {
  if (typeof entry === "string") return entry;
  const rule = kept(rules, code, () => new Intl.PluralRules(code)).select(Number(n ?? 0));
  return entry[rule] ?? entry.other ?? "";
}

/** Small whole numbers are written alike in all our languages; the first formatter costs a slow phone 100 ms. */
const isPlain = (value: number): boolean => Number.isInteger(value) && value >= 0 && value < 1000;

/** Replaces each `{name}`; numbers are written as the language writes them. */
export function insert(words: string, inserts: Inserts, code: string): string {
  return words.replace(/\{(\w+)\}/g, (whole, name: string) => {
    const value = inserts[name];
    if (value === undefined) return whole;
    if (typeof value !== "number") return value;
    if (isPlain(value)) return String(value);
    return kept(numbers, code, () => new Intl.NumberFormat(localeOf(code))).format(value);
  });
}

/** The words of one area, each language loaded when it is spoken. */
export function wordsOf<Key extends string>(chunks: Chunks<Key>): Words<Key> {
  const loaded = new Map<Language, Partial<Catalogue<Key>>>();
  const parts = new Set([chunks]);
  const load = async (code: Language, wanted: Iterable<Chunks<Key>>) => {
    const found = await Promise.all([...wanted].map(async (part) => (await part[code]()).default));
    loaded.set(code, Object.assign({}, loaded.get(code), ...found));
  };
  return {
    load: (code) => load(code, parts),
    add(more) {
      parts.add(more);
      return load(language.peek(), [more]);
    },
    say(key, inserts = {}) {
      const code = language.value;
      const entry = loaded.get(code)?.[key];
      return entry === undefined ? key : insert(formOf(entry, code, inserts.n), inserts, code);
    },
  };
}
