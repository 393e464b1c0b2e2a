/** Headquarters' office: the journal, money, webhooks. */
export interface JournalLine {
  id: number;
  at: string;
  verb: string;
  subject: string;
  by: { id: string; name?: string; alias?: string } | null;
  detail: Record<string, unknown>;
}

export interface PayLine {
  id: string;
  visit: string;
  store: { id: string; name: string };
  state: "due" | "approved" | "refused" | "paid";
  currency: string;
  fee: string;
  share: string;
  total: string;
  why: string;
  expenses: { id: string; amount: string; approved: string | null; what: string; has_receipt: boolean }[];
  shopper: { id: string; name?: string; alias: string };
}

export interface PayFile {
  id: string;
  number: number;
  made_at: string;
  paid_at: string | null;
  sums: { currency: string; total: string; people: number }[];
}

export interface Webhook {
  id: string;
  url: string;
  verbs: string[];
  is_active: boolean;
  made_at: string;
  secret?: string;
}
