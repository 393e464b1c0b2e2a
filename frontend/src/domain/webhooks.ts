/** Webhooks: which events a program outside is told of, and what became of each message. */
export interface Webhook {
  id: string;
  url: string;
  /** which events it is told of; none: all of them */
  verbs: string[];
  is_active: boolean;
  made_at: string;
  /** messages that wait for a try, and those that were given up */
  waiting: number;
  failed: number;
  /** told once, when it is made */
  secret?: string;
}

export const STATES = ["waiting", "sent", "failed"] as const;

export interface Delivery {
  id: string;
  verb: string;
  state: (typeof STATES)[number];
  tries: number;
  /** of the last answer, an HTTP status */
  status: number | null;
  trouble: string;
  made_at: string;
  sent_at: string | null;
  next_try_at: string | null;
  body: Record<string, unknown>;
}

export interface Deliveries {
  results: Delivery[];
  next: string | null;
  n: number;
}

/** What became of a message, as a word of the catalogue. */
export function outcomeOf({ state, tries }: Pick<Delivery, "state" | "tries">): string {
  if (state === "sent") return "delivery.arrived";
  if (state === "failed") return "delivery.given_up";
  return tries > 0 ? "delivery.again" : "delivery.on_its_way";
}

/** The code of what went wrong: the server's own, or the kind of the network's error; "" for a status or for nothing. */
export function troubleOf({ status, trouble }: Pick<Delivery, "status" | "trouble">): string {
  return status === null ? (trouble.split(":", 1)[0] ?? "") : "";
}

const SOON = 60_000; // milliseconds: what is tried later than that is not waited for on the screen

/** Whether something in the list will have changed in a minute. */
export const isMoving = (list: readonly Delivery[], now: number): boolean =>
  list.some((one) => one.next_try_at !== null && Date.parse(one.next_try_at) - now < SOON);

/** The events of a webhook in a sentence's terms: how many of how many; null for all, what comes later too. */
export const chosenOf = ({ verbs }: Pick<Webhook, "verbs">): number | null => verbs.length || null;
