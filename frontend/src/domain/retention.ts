/** For how long what is kept. */
export const TERMS = ["place_days", "receipt_days", "photo_days", "answer_days"] as const;
export const GOES = ["places", "receipts", "photos", "answers"] as const;
export type Term = (typeof TERMS)[number];
/** Days by term. */
export type Policy = Readonly<Record<Term, number>>;
type Gone = Partial<Record<(typeof GOES)[number], number>>;

/** A country by its two letters: what it has said itself, and what holds there. */
export interface CountryTerms {
  readonly country: string;
  readonly stores: number;
  readonly own: Partial<Policy>;
  readonly policy: Policy;
}

/** How long what is kept, what would go tonight, and what went. */
export interface Retention {
  readonly brand: string;
  readonly policy: Policy;
  readonly countries: readonly CountryTerms[];
  readonly all_countries: readonly string[];
  readonly would_go: Gone;
  readonly last_night: string | null;
  readonly runs: readonly { readonly at: string; readonly gone: Gone }[];
}

/** How long one brand keeps what a shopper sends it; countries where other terms hold. */
export interface KeptFor {
  readonly brand: string;
  readonly name: string;
  readonly policy: Policy;
  readonly countries: readonly { readonly country: string; readonly policy: Policy }[];
}

export const hasOwn = ({ own }: CountryTerms): boolean => Object.keys(own).length > 0;

/** Countries that may get terms of their own: those with stores first, then all others. */
export function choices({ countries, all_countries }: Retention): { near: string[]; far: readonly string[] } {
  const near = countries.filter((each) => !hasOwn(each)).map(({ country }) => country);
  const seen = new Set(countries.map(({ country }) => country));
  return { near, far: all_countries.filter((each) => !seen.has(each)) };
}

/** What fields say: days by term; a field left empty says nothing. */
export function said(fields: FormData): Partial<Policy> {
  const written = TERMS.map((term) => [term, String(fields.get(term) ?? "").trim()] as const);
  return Object.fromEntries(written.filter(([, days]) => days).map(([term, days]) => [term, Number(days)]));
}

/** The terms in which a country differs from the brand. */
export const differing = (policy: Policy, brand: Policy): Term[] =>
  TERMS.filter((term) => policy[term] !== brand[term]);
