import { session } from "./cookies";

/** The desks' wire: JSON in, JSON out, refusals as `Problem`. Managers and headquarters work online. */

export class Problem extends Error {
  constructor(
    readonly code: string,
    readonly status: number,
    readonly sentence: string,
    readonly remedy: string,
    readonly members: Record<string, unknown> = {},
  ) {
    super(sentence);
  }
}

export type Query = Record<string, string | number | boolean | null | undefined>;

/** GET `path` under /api/v1; empty members of the query are left out. */
export function read<T>(path: string, query: Query = {}, signal?: AbortSignal): Promise<T> {
  return ask<T>(address(path, query), { ...(signal && { signal }) });
}

type Method = "POST" | "PUT" | "PATCH" | "DELETE";

/** The newest act that has no answer yet. */
let underWay: { readonly said: string; readonly answer: Promise<unknown> } | null = null;

/**
 * Send JSON, or a FormData with files. The same once more before its answer is here is a second click on the same
 * act: it is not sent again, and has the first one's answer.
 */
export function send<T>(method: Method, path: string, body?: object): Promise<T> {
  const words = body instanceof FormData ? formInWords(body) : JSON.stringify(body);
  const said = `${session()} ${method} ${path} ${words}`;
  if (underWay?.said === said) return underWay.answer as Promise<T>;
  const act = { said, answer: sent<T>(method, path, body) };
  underWay = act;
  const over = () => {
    if (underWay === act) underWay = null;
  };
  act.answer.then(over, over);
  return act.answer;
}

function sent<T>(method: Method, path: string, body?: object): Promise<T> {
  const isForm = body instanceof FormData;
  const headers: Record<string, string> = { "X-CSRFToken": session() };
  if (body && !isForm) headers["Content-Type"] = "application/json";
  return ask<T>(address(path), {
    method,
    headers,
    ...(body && { body: isForm ? body : JSON.stringify(body) }),
  });
}

/** Files by what tells one from another without reading them. */
const formInWords = (form: FormData): string =>
  JSON.stringify(
    [...form].map(([name, value]) =>
      typeof value === "string" ? [name, value] : [name, value.name, value.size, value.lastModified],
    ),
  );

export function address(path: string, query: Query = {}): string {
  const given = Object.entries(query).filter(
    ([, value]) => value !== undefined && value !== null && value !== "",
  );
  const search = new URLSearchParams(given.map(([name, value]) => [name, String(value)])).toString();
  return `/api/v1/${path}${search && `?${search}`}`;
}

async function ask<T>(url: string, init: RequestInit): Promise<T> {
  const answer = await fetch(url, { credentials: "same-origin", ...init }).catch((cause: unknown) => {
    if (cause instanceof DOMException && cause.name === "AbortError") throw cause;
    throw new Problem("offline", 0, "", "");
  });
  const text = answer.status === 204 ? "" : await answer.text().catch(() => "");
  if (!text && DONE_WITHOUT_WORDS.has(answer.status)) return undefined as T;
  const document = documentIn(text);
  if (!answer.ok || document === null) throw problemIn(document, answer.status);
  return document as T;
}

/** Statuses that may come without a body: done, or under way. */
const DONE_WITHOUT_WORDS = new Set([202, 204]);

function documentIn(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

function problemIn(document: unknown, status: number): Problem {
  const { code, title, remedy, ...members } = (document ?? {}) as Record<string, unknown>;
  return new Problem(word(code, "unavailable"), status, word(title, ""), word(remedy, ""), members);
}

const word = (value: unknown, otherwise: string): string => (typeof value === "string" ? value : otherwise);
