import type { Outcome } from "../domain/wire";
import { session } from "./cookies";

/** One call by `fetch`, and what came back, told apart from what a network on the way made up. */

export interface Sending {
  readonly method?: string;
  readonly headers?: Record<string, string>;
  readonly body?: ArrayBuffer | string | FormData;
  /** milliseconds until it counts as lost, body included */
  readonly timeout: number;
  /** the answer is its status and headers alone */
  readonly bare?: boolean;
  /** the answer is bytes, not JSON */
  readonly raw?: boolean;
}

/** An answer that the server gave, with its body read; or why there is none. */
export type Answered =
  | { readonly kind: "answer"; readonly answer: Response; readonly body: unknown }
  | Exclude<Outcome<never>, { kind: "ok" }>;

const lost = { kind: "lost" } as const;

/** A call that changes nothing. */
export const get = (address: string, sending: Sending): Promise<Answered> => exchange(address, sending);

/** A call that changes something: with the session's CSRF token, which is fetched if the phone lost it. */
export async function send(address: string, sending: Sending): Promise<Answered> {
  if (session() === "") await exchange("/_allauth/browser/v1/auth/session", { timeout: sending.timeout });
  return exchange(address, { ...sending, headers: { ...sending.headers, "X-CSRFToken": session() } });
}

async function exchange(address: string, sending: Sending): Promise<Answered> {
  const { method = "GET", headers = {}, body = null, timeout } = sending;
  try {
    const answer = await fetch(address, {
      ...{ method, body, credentials: "same-origin", redirect: "manual" },
      cache: sending.raw ? "default" : "no-store",
      headers: { Accept: "application/json, application/problem+json", ...headers },
      signal: AbortSignal.timeout(timeout),
    });
    return await told(answer, sending);
  } catch {
    return lost; // no network, time-out, or a body that was cut
  }
}

async function told(answer: Response, sending: Sending): Promise<Answered> {
  // a redirect is never ours: a captive portal wants to be seen
  if (answer.type === "opaqueredirect") return lost;
  if (answer.ok || answer.status === 304) {
    return { kind: "answer", answer, body: await bodyOf(answer, sending) };
  }
  return problem(answer, sending);
}

async function bodyOf(answer: Response, { bare, raw }: Sending): Promise<unknown> {
  if (bare || answer.status === 304 || answer.status === 204) return null;
  if (raw) return answer.arrayBuffer();
  const isJson = answer.headers.get("Content-Type")?.includes("json");
  return isJson ? answer.json() : null;
}

/** Statuses that a proxy may say for the server: they make the phone wait or send less, nothing more. */
const SAID_BY_ANYBODY = new Set([429, 503]);

async function problem(answer: Response, { method, bare }: Sending): Promise<Answered> {
  const { status, headers } = answer;
  const isOurs = headers.get("Content-Type")?.includes("problem+json") ?? false;
  const needsNoWord = SAID_BY_ANYBODY.has(status) || (bare && status === 413);
  if (!isOurs && !needsNoWord) return lost;
  const words: unknown = isOurs && method !== "HEAD" ? await answer.json() : null;
  const code = (words as { code?: unknown } | null)?.code;
  return {
    ...{ kind: "problem", status, code: typeof code === "string" ? code : "" },
    retryAfter: retryAfter(headers.get("Retry-After")),
  };
}

/** `Retry-After` in milliseconds: seconds or a date; null where it says nothing. */
export function retryAfter(text: string | null, now = Date.now()): number | null {
  if (text === null) return null;
  const wait = /^\d+$/.test(text.trim()) ? Number(text) * 1000 : Date.parse(text) - now;
  return Number.isFinite(wait) ? Math.max(0, wait) : null;
}
