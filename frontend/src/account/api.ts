import { ask, type Told } from "../api/allauth";
import { makePasskey } from "../api/passkeys";
import { readMe } from "../api/session";
import type { Me } from "../domain/me";

/** Everything under Account: the person, her second factors, her sessions. */

export interface Factor {
  readonly type: "totp" | "webauthn" | "recovery_codes";
  readonly id?: number;
  readonly name?: string;
  readonly unused_code_count?: number;
}

export interface Session {
  readonly id: number;
  readonly user_agent: string;
  readonly created_at: number;
  readonly last_seen_at?: number;
  readonly is_current: boolean;
}

export interface Account {
  readonly me: Me;
  readonly hasPassword: boolean;
  readonly factors: readonly Factor[];
  readonly sessions: readonly Session[];
}

/** Somebody must say once more that it is she: her password, or a code. */
export class NotSure extends Error {}

/** The calls under Account throw this: a word of the catalogue says what was wrong. */
export class Trouble extends Error {
  constructor(readonly word: "unreachable" | "wrong" | "wrong_code" | "too_many" | "weak") {
    super(word);
  }
}

export async function readAccount(signal: AbortSignal): Promise<Account> {
  const me = await readMe(signal);
  const [session, factors, sessions] = await Promise.all([
    ask("GET", "/auth/session"),
    ask("GET", "/account/authenticators"),
    ask("GET", "/auth/sessions"),
  ]);
  const user = (checked(session).data as { user: { has_usable_password: boolean } }).user;
  return {
    me,
    hasPassword: user.has_usable_password,
    factors: checked(factors).data as Factor[],
    sessions: checked(sessions).data as Session[],
  };
}

function checked(told: Told): Told {
  if (told.status === 200) return told;
  if (told.flows.some(({ id }) => id.includes("reauthenticate"))) throw new NotSure();
  if (told.status === 0 || told.status >= 500) throw new Trouble("unreachable");
  if (told.status === 429) throw new Trouble("too_many");
  throw new Trouble(told.codes.some((code) => code.startsWith("password_")) ? "weak" : "wrong");
}

/** Says once more who she is: by her password, or by a code of her second factor. */
export async function beSure(said: string, hasPassword: boolean): Promise<void> {
  const told = hasPassword
    ? await ask("POST", "/auth/reauthenticate", { password: said })
    : await ask("POST", "/auth/2fa/reauthenticate", { code: said });
  if (told.status === 0) throw new Trouble("unreachable");
  if (told.status !== 200) throw new Trouble(told.status === 429 ? "too_many" : "wrong");
}

export interface AppSecret {
  readonly secret: string;
  readonly totp_url: string;
}

/** A secret for the authenticator app; nothing is kept before a code of it was confirmed. */
export async function newAppSecret(): Promise<AppSecret> {
  const told = await ask("GET", "/account/authenticators/totp");
  if (told.status === 404) return told.meta as unknown as AppSecret;
  checked(told);
  throw new Trouble("wrong");
}

export async function confirmApp(code: string): Promise<void> {
  const told = await ask("POST", "/account/authenticators/totp", { code });
  if (told.status === 400) throw new Trouble("wrong_code");
  checked(told);
}

export const removeApp = async (): Promise<Told> =>
  checked(await ask("DELETE", "/account/authenticators/totp"));

export async function addPasskey(name: string): Promise<void> {
  const asked = checked(await ask("GET", "/account/authenticators/webauthn?passwordless"));
  const credential = await makePasskey(asked);
  if (credential) checked(await ask("POST", "/account/authenticators/webauthn", { name, credential }));
}

export const removePasskey = async (id: number): Promise<Told> =>
  checked(await ask("DELETE", "/account/authenticators/webauthn", { authenticators: [id] }));

/** New recovery codes; those from before open nothing any more. */
export async function newRecoveryCodes(): Promise<readonly string[]> {
  const told = checked(await ask("POST", "/account/authenticators/recovery-codes"));
  return (told.data as { unused_codes: string[] }).unused_codes;
}

export const endSessions = async (sessions: readonly number[]): Promise<Told> =>
  checked(await ask("DELETE", "/auth/sessions", { sessions }));

export async function changePassword(before: string, after: string): Promise<void> {
  const body = { new_password: after, ...(before && { current_password: before }) };
  checked(await ask("POST", "/account/password/change", body));
}
