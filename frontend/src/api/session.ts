import type { Me } from "../domain/me";
import { cookie, Problem, read } from "./desk";

/** Who is signed in at a desk. */
export const readMe = (signal?: AbortSignal): Promise<Me> => read<Me>("me", {}, signal);

/** Ends the session; allauth answers 401 once nobody is signed in, which is what was wanted. */
export async function endSession(): Promise<void> {
  await fetch("/_allauth/browser/v1/auth/session", {
    method: "DELETE",
    credentials: "same-origin",
    headers: { "X-CSRFToken": cookie("csrftoken") },
  });
}

/** Whether a refusal means that nobody is signed in. */
export const isSignedOut = (problem: unknown): boolean =>
  problem instanceof Problem && problem.status === 401;
