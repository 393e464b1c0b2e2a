import type { Me } from "../domain/me";
import { ask, pending, type Told } from "./allauth";
import { answerWithPasskey } from "./passkeys";
import { hasLeft, signOut, whoIsHere } from "./who";

/** Milliseconds until a call counts as lost. */
const PATIENCE = 20_000;

/** Where a sign-in stands: done, refused, or waiting for one thing more. */
export type SignedIn =
  | { readonly is: "in"; readonly me: Me }
  | { readonly is: "code" }
  | { readonly is: "second"; readonly ways: readonly string[] }
  | { readonly is: "refused" | "wrong_code" | "too_many" | "unreachable" | "no_mail" };

export interface WaysIn {
  readonly code: boolean;
  readonly house: string | null;
}

/** What the server offers beside passwords and passkeys; nothing, where it can't be reached. */
export async function waysIn(): Promise<WaysIn> {
  try {
    const answer = await fetch("/api/v1/ways-in", { signal: AbortSignal.timeout(PATIENCE) });
    return answer.ok ? ((await answer.json()) as WaysIn) : { code: false, house: null };
  } catch {
    return { code: false, house: null };
  }
}

/** Signs in with address and password. 409 means that somebody is signed in already: she goes first. */
export async function signIn(email: string, password: string): Promise<SignedIn> {
  return outcome(await afterLeaving(() => ask("POST", "/auth/login", { email, password })), "refused");
}

/** Has a code sent to the address. Whether anybody has it is not told. */
export async function askForCode(email: string): Promise<SignedIn> {
  return outcome(await afterLeaving(() => ask("POST", "/auth/code/request", { email })), "refused");
}

export const confirmCode = async (code: string): Promise<SignedIn> =>
  outcome(await ask("POST", "/auth/code/confirm", { code }), "wrong_code");

/** The second factor: a code of the authenticator app, or one of the recovery codes. */
export const confirmSecond = async (code: string): Promise<SignedIn> =>
  outcome(await ask("POST", "/auth/2fa/authenticate", { code }), "wrong_code");

/** A passkey: alone, or as the second factor of a sign-in that waits for one. */
export async function signInByPasskey(as: "login" | "authenticate"): Promise<SignedIn> {
  const path = `/auth/webauthn/${as}`;
  const asked = await afterLeaving(() => ask("GET", path));
  if (asked.status !== 200) return outcome(asked, "refused");
  const credential = await answerWithPasskey(asked);
  return credential ? outcome(await ask("POST", path, { credential }), "refused") : { is: "refused" };
}

async function afterLeaving(call: () => Promise<Told>): Promise<Told> {
  await hasLeft();
  const told = await call();
  if (told.status !== 409) return told;
  await signOut();
  return call();
}

async function outcome(told: Told, wrong: "refused" | "wrong_code"): Promise<SignedIn> {
  if (told.status === 200) {
    const me = await whoIsHere();
    return me ? { is: "in", me } : { is: "unreachable" };
  }
  const next = told.status === 401 ? pending(told) : undefined;
  if (next?.id === "mfa_authenticate") return { is: "second", ways: next.types ?? [] };
  if (next?.id === "login_by_code") return { is: "code" };
  if (told.codes.includes("mail_unavailable")) return { is: "no_mail" };
  if (told.status === 429 || told.codes.some((code) => code.startsWith("too_many")))
    return { is: "too_many" };
  return told.status === 400 || told.status === 401 ? { is: wrong } : { is: "unreachable" };
}
