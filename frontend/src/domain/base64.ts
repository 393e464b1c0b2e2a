/** Hashes and bytes in base64, as headers and the rescue file write them. */

/** A hexadecimal hash in base64, as `Content-Digest` and `Upload-Checksum` write it. */
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
