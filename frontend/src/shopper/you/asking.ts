import { signal } from "@preact/signals";
import { address, read, send } from "../../api/asking";
import type { KeptFor } from "../../domain/retention";
import { subscribe, unsubscribe } from "../../ui/push";

/** What she agreed to, and when she took it back. */
export interface Consent {
  readonly id: number;
  readonly kind: string;
  readonly words: string;
  readonly given_at: string;
  readonly withdrawn_at: string | null;
}

export const readConsents = (signal: AbortSignal): Promise<Consent[]> => read("me/consents", {}, signal);

export const giveConsent = (kind: string, words: string): Promise<unknown> =>
  send("POST", "me/consents", { kind, words });

/** HQ follows: what that means stands beside each consent. */
export async function withdrawConsent({ id, kind }: Consent): Promise<void> {
  if (kind === "push") await unsubscribe(); // HQ forgets every phone of hers by itself
  await send("POST", `me/consents/${id}/withdraw`, {});
  if (kind === "push") pushTurned.value += 1;
}

/** Counts the times that notifications were turned somewhere else than where they are shown. */
export const pushTurned = signal(0);

export const readKeptFor = (signal: AbortSignal): Promise<KeptFor[]> => read("me/terms", {}, signal);

/** What a shopper says of herself. Degrees; kilometres from there that she would go. */
export interface OwnProfile {
  readonly languages: readonly string[];
  readonly lat: number | null;
  readonly lon: number | null;
  readonly reach_km: number;
  readonly is_available: boolean;
}

export const readProfile = (signal: AbortSignal): Promise<OwnProfile> => read("me/profile", {}, signal);

export const changeProfile = (wish: Partial<OwnProfile>): Promise<unknown> =>
  send("PATCH", "me/profile", wish);

export const readErasure = (signal: AbortSignal): Promise<{ asked_at: string | null }> =>
  read("me/erasure", {}, signal);

export const askErasure = (): Promise<unknown> => send("POST", "me/erasure");
export const takeErasureBack = (): Promise<unknown> => send("DELETE", "me/erasure");

/** The address of the file with all that is kept about her. */
export const everything = (): string => address("me/everything");

/** Asks for permission, subscribes, and keeps what she agreed to; `words` are what she read. */
export async function turnPushOn(words: string): Promise<void> {
  const { key } = await read<{ key: string }>("push-key");
  const made = await subscribe(key);
  if (!made) return;
  await send("POST", "me/pushes", { endpoint: made.endpoint, keys: made.keys });
  await giveConsent("push", words);
}

export async function turnPushOff(): Promise<void> {
  const endpoint = await unsubscribe();
  if (endpoint) await send("DELETE", "me/pushes", { endpoint });
}
