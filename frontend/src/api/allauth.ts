import { session } from "./cookies";

/** The doors of sign-in (`/_allauth/browser/v1/…`): JSON in, JSON out, states told by status and `flows`. */

const ROOT = "/_allauth/browser/v1";
/** Milliseconds until a call counts as lost. */
const PATIENCE = 20_000;

export interface Flow {
  readonly id: string;
  readonly is_pending?: boolean;
  readonly types?: readonly string[];
}

export interface Told {
  /** 0: the server can't be reached */
  readonly status: number;
  readonly data: unknown;
  readonly meta: Readonly<Record<string, unknown>>;
  readonly flows: readonly Flow[];
  /** codes of what was wrong */
  readonly codes: readonly string[];
}

const LOST: Told = { status: 0, data: null, meta: {}, flows: [], codes: [] };

type Method = "GET" | "POST" | "PUT" | "DELETE";

/** One call; a session's CSRF token goes along with everything that changes something. */
export async function ask(method: Method, path: string, body?: object): Promise<Told> {
  try {
    if (method !== "GET" && !session()) await call("GET", "/auth/session");
    return await told(await call(method, path, body));
  } catch {
    return LOST;
  }
}

function call(method: Method, path: string, body?: object): Promise<Response> {
  const headers: Record<string, string> = { Accept: "application/json" };
  if (method !== "GET") headers["X-CSRFToken"] = session();
  if (body) headers["Content-Type"] = "application/json";
  return fetch(ROOT + path, {
    ...{ method, headers, credentials: "same-origin", cache: "no-store" },
    keepalive: method === "DELETE", // who signs out and closes the page at once is signed out
    signal: AbortSignal.timeout(PATIENCE),
    ...(body && { body: JSON.stringify(body) }),
  });
}

async function told(answer: Response): Promise<Told> {
  const found = ((await answer.json().catch(() => null)) ?? {}) as {
    data?: unknown;
    meta?: Record<string, unknown>;
    errors?: { code: string }[];
    code?: string;
  };
  const flows = (found.data as { flows?: Flow[] } | undefined)?.flows ?? [];
  const codes = [...(found.errors ?? []).map(({ code }) => code), ...(found.code ? [found.code] : [])];
  return { status: answer.status, data: found.data ?? null, meta: found.meta ?? {}, flows, codes };
}

/** The step that a sign-in waits for. */
export const pending = ({ flows }: Told): Flow | undefined => flows.find((flow) => flow.is_pending);
