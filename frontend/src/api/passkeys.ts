import type { Told } from "./allauth";

/** Whether this browser can make and use passkeys as JSON. */
export const hasPasskeys = (): boolean =>
  typeof PublicKeyCredential === "function" && "parseRequestOptionsFromJSON" in PublicKeyCredential;

/** Has the person's passkey answer the server's question; null when she turned away. */
export async function answerWithPasskey(told: Told): Promise<object | null> {
  const { request_options } = told.data as { request_options: { publicKey: object } };
  const publicKey = PublicKeyCredential.parseRequestOptionsFromJSON(
    request_options.publicKey as PublicKeyCredentialRequestOptionsJSON,
  );
  const found = await navigator.credentials.get({ publicKey }).catch(() => null);
  return found instanceof PublicKeyCredential ? (found.toJSON() as object) : null;
}

/** Makes a passkey on this device; null when she turned away. */
export async function makePasskey(told: Told): Promise<object | null> {
  const { creation_options } = told.data as { creation_options: { publicKey: object } };
  const publicKey = PublicKeyCredential.parseCreationOptionsFromJSON(
    creation_options.publicKey as PublicKeyCredentialCreationOptionsJSON,
  );
  const made = await navigator.credentials.create({ publicKey }).catch(() => null);
  return made instanceof PublicKeyCredential ? (made.toJSON() as object) : null;
}
