import type { Me } from "../domain/me";
import { session } from "./line";

const SESSION = "/_allauth/browser/v1/auth/session";
const LOGIN = "/_allauth/browser/v1/auth/login";
/** Milliseconds until a call counts as lost. */
const PATIENCE = 20_000;

export type SignedIn =
  | { readonly is: "in"; readonly me: Me }
  | { readonly is: "refused" | "too_many" | "unreachable" };

const ask = (address: string, more: RequestInit = {}): Promise<Response> =>
  fetch(address, {
    ...{ credentials: "same-origin", cache: "no-store", signal: AbortSignal.timeout(PATIENCE) },
    ...more,
  });

/** Who is signed in: null when nobody is, or when the server can't be reached. */
export async function whoIsHere(): Promise<Me | null> {
  try {
    const answer = await ask("/api/v1/me");
    return answer.ok ? ((await answer.json()) as Me) : null;
  } catch {
    return null;
  }
}

async function login(email: string, password: string): Promise<Response> {
  if (!session()) await ask(SESSION); // the page may have come from this phone, without a cookie
  return ask(LOGIN, {
    method: "POST",
    headers: { "Content-Type": "application/json", "X-CSRFToken": session() },
    body: JSON.stringify({ email, password }),
  });
}

/** Signs in with address and password. 409 means that somebody is signed in already: she goes first. */
export async function signIn(email: string, password: string): Promise<SignedIn> {
  try {
    let answer = await login(email, password);
    if (answer.status === 409) {
      await signOut();
      answer = await login(email, password);
    }
    if (answer.status === 429) return { is: "too_many" };
    if (answer.status === 400 || answer.status === 401) return { is: "refused" };
    const me = answer.ok ? await whoIsHere() : null;
    return me ? { is: "in", me } : { is: "unreachable" };
  } catch {
    return { is: "unreachable" };
  }
}

/** Ends the session on the server, if it can be reached. */
export async function signOut(): Promise<void> {
  const headers = { "X-CSRFToken": session() };
  await ask(SESSION, { method: "DELETE", headers }).catch(() => undefined);
}
