import type { Me } from "../domain/me";
import { Problem, read } from "./asking";

/** Who is signed in at a desk. */
export const readMe = (signal?: AbortSignal): Promise<Me> => read<Me>("me", {}, signal);

/** Whether a refusal means that nobody is signed in. */
export const isSignedOut = (problem: unknown): boolean =>
  problem instanceof Problem && problem.status === 401;
