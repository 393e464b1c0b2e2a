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

/** Send JSON, or a FormData with files. */
export function send<T>(
  method: "POST" | "PUT" | "PATCH" | "DELETE",
  path: string,
  body?: object,
): Promise<T> {
  const isForm = body instanceof FormData;
  const headers: Record<string, string> = { "X-CSRFToken": cookie("csrftoken") };
  if (body && !isForm) headers["Content-Type"] = "application/json";
  return ask<T>(address(path), {
    method,
    headers,
    ...(body && { body: isForm ? body : JSON.stringify(body) }),
  });
}

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

export function cookie(name: string): string {
  const found = document.cookie.split("; ").find((pair) => pair.startsWith(`${name}=`));
  return found ? decodeURIComponent(found.slice(name.length + 1)) : "";
}
