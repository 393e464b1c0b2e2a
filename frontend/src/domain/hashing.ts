/** SHA-256 in the forms the wire wants; hashes are lower-case hexadecimal everywhere else. */

export type Bytes = ArrayBuffer | Uint8Array<ArrayBuffer>;

/** SHA-256 of some bytes, as hexadecimal. */
export async function sha256(bytes: Bytes): Promise<string> {
  const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));
  return Array.from(digest, (byte) => byte.toString(16).padStart(2, "0")).join("");
}

/** The same hash in base64, as `Content-Digest` and `Upload-Checksum` write it. */
export function hexToBase64(hex: string): string {
  return btoa(hex.replace(/../g, (pair) => String.fromCharCode(Number.parseInt(pair, 16))));
}

/** The value of a `Content-Digest` header (RFC 9530) for a known hash. */
export const contentDigest = (hex: string): string => `sha-256=:${hexToBase64(hex)}:`;

/** Bytes as base64, in slices small enough for one call. */
export function base64(bytes: Uint8Array): string {
  let text = "";
  for (let at = 0; at < bytes.length; at += 8190) {
    text += String.fromCharCode(...bytes.subarray(at, at + 8190));
  }
  return btoa(text);
}
