import type { Me } from "../domain/me";
import { ask } from "./allauth";
import { session } from "./cookies";

/** Milliseconds until a call counts as lost. */
const PATIENCE = 20_000;

/** Who is signed in: null when nobody is, or when the server can't be reached. */
export async function whoIsHere(): Promise<Me | null> {
  const more = { credentials: "same-origin", cache: "no-store" } as const;
  try {
    const answer = await fetch("/api/v1/me", { ...more, signal: AbortSignal.timeout(PATIENCE) });
    return answer.ok ? ((await answer.json()) as Me) : null;
  } catch {
    return null;
  }
}

/** The end of the session before. Its answer takes the session's cookie away: a newer one must not be there yet. */
let leaving: Promise<unknown> = Promise.resolve();

/** Ends the session on the server, if it can be reached; whoever signs in next waits until that is done. */
export async function signOut(): Promise<void> {
  if (session()) leaving = ask("DELETE", "/auth/session");
  await leaving;
}

/** Resolves when no sign-out is under way any more. */
export const hasLeft = async (): Promise<void> => void (await leaving);
