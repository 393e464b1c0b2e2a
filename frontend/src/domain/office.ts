/** Headquarters' office: the journal, money, rules. */
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

export type Channel = "mail" | "push" | "webhook";

export interface AlertRule {
  id: number;
  kind: "critical" | "answer" | "score";
  below: string | null;
  roles: ("store_manager" | "region_manager" | "hq")[];
  channels: Channel[];
  is_active: boolean;
}

/** What became of a trial of a rule, message by message. */
export interface Trial {
  line: number;
  messages: {
    channel: Channel;
    state: "waiting" | "sent" | "failed";
    tries: number;
    status: number | null;
    trouble: string;
  }[];
}

export const isUnderWay = (trial: Trial | null): boolean =>
  trial?.messages.some((each) => each.state === "waiting" && each.tries === 0) ?? false;
