/** SHA-256, in lower-case hexadecimal everywhere but on the wire (`base64.ts`). */

export type Bytes = ArrayBuffer | Uint8Array<ArrayBuffer>;

/** SHA-256 of some bytes, as hexadecimal. */
export async function sha256(bytes: Bytes): Promise<string> {
  const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));
  return Array.from(digest, (byte) => byte.toString(16).padStart(2, "0")).join("");
}
