import type { ExpenseKind } from "./expense";

/** An open assignment as the board shows it; part of a briefing, so it can be read without a network. */
export interface Offer {
  readonly id: string;
  readonly store: {
    readonly id: string;
    readonly name: string;
    readonly address: string;
    readonly city: string;
    readonly lat: number | null;
    readonly lon: number | null;
    readonly timezone: string;
  };
  readonly brand: { readonly id: string; readonly name: string };
  readonly wave: string;
  readonly checklist: string;
  readonly window: { readonly from: string; readonly to: string };
  readonly daypart: { readonly name: string; readonly from: string; readonly to: string } | null;
  readonly fee: string;
  readonly expense_limit: string;
  readonly currency: string;
  readonly claim_hours: number;
  readonly km: number | null;
  readonly invited: boolean;
  readonly may: boolean;
  readonly why_not: readonly { readonly rule: string }[];
  readonly quiz: { readonly checklist: string; readonly needed: boolean; readonly passed: boolean };
}

/** A short quiz, without its right answers. */
export interface Quiz {
  readonly checklist: { readonly id: string; readonly title: string };
  readonly questions: readonly {
    readonly asks: Readonly<Record<string, string>>;
    readonly choices: readonly Readonly<Record<string, string>>[];
  }[];
  readonly passed: boolean;
  readonly tries: number;
  readonly next_try_at: string | null;
}

export interface QuizTry {
  readonly passed: boolean;
  readonly wrong: readonly number[];
  readonly next_try_at: string | null;
}

/** What one visit is worth, and how far the money is. */
export interface Pay {
  readonly id: string;
  readonly store: { readonly id: string; readonly name: string };
  readonly week: string;
  readonly state: "due" | "approved" | "refused" | "paid";
  readonly currency: string;
  readonly fee: string;
  readonly share: string;
  readonly total: string;
  readonly why: string;
  readonly visit: string;
  readonly expense_limit: string;
  readonly expenses: readonly {
    readonly id: string;
    readonly amount: string;
    /** null until somebody has decided */
    readonly approved: string | null;
    readonly kind: ExpenseKind;
    readonly what: string;
  }[];
  readonly made_at: string;
}

export interface Pays {
  readonly results: readonly Pay[];
  readonly next: string | null;
  readonly sums: readonly {
    readonly currency: string;
    readonly due: string;
    readonly approved: string;
    readonly paid: string;
  }[];
}
