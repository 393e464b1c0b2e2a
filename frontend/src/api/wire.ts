import type { Briefing } from "../domain/assignment";
import { contentDigest, hexToBase64 } from "../domain/base64";
import { sha256 as hash } from "../domain/hashing";
import type { Parcel } from "../domain/parcel";
import type { Briefed, Outcome, Piece, Wire } from "../domain/wire";
import { session } from "./cookies";
import { type Answered, get, type Sending, send } from "./line";
import { opening } from "./opening";

/** Milliseconds that a call may take: a word, and a photo's piece over a weak line. */
const WORD = 20_000;
const SEALED = 45_000;
const PIECE = 120_000;
const OCTETS = "application/octet-stream";

const lost = { kind: "lost" } as const;

/** What `read` makes of a good answer; null means that it was not the server's word. */
function outcome<T>(answered: Answered, read: (answer: Response, body: unknown) => T | null): Outcome<T> {
  if (answered.kind !== "answer") return answered;
  const value = read(answered.answer, answered.body);
  return value === null ? lost : { kind: "ok", value };
}

/** A JSON object, whatever it says; a page of a captive portal is none. */
const object = (_answer: Response, body: unknown): Record<string, unknown> | null =>
  typeof body === "object" && body !== null ? (body as Record<string, unknown>) : null;

/** `Upload-Offset`, where the answer has one. */
function uploadOffset(answer: Response): number | null {
  const text = answer.headers.get("Upload-Offset") ?? "";
  return /^\d+$/.test(text) ? Number(text) : null;
}

/** A captive portal answers with a page, a server with JSON or nothing. */
const isNoPage = (answer: Response): true | null =>
  answer.headers.get("Content-Type")?.includes("html") ? null : true;

function isBriefing(body: unknown): body is Briefing {
  const { person, assignments, editions, receipts, send_backs } = (body ?? {}) as Partial<Briefing>;
  return typeof person?.id === "string" && [assignments, editions, receipts, send_backs].every(Array.isArray);
}

function briefed(answer: Response, body: unknown): Briefed | null {
  const etag = answer.headers.get("ETag");
  // "nothing new" has no body: the clock is in a header
  if (answer.status === 304) return { briefing: null, etag, told: answer.headers.get("Server-Time") };
  return isBriefing(body) ? { briefing: body, etag, told: body.server_time } : null;
}

/** `GET /sync` with everything since the last time; a phone that knows nothing has it from the page. */
async function brief(
  root: string,
  since: { cursor: string | null; etag: string | null },
): Promise<Outcome<Briefed>> {
  const came = since.cursor === null && since.etag === null ? opening.news() : null;
  opening.spend();
  if (isBriefing(came?.briefing)) return { kind: "ok", value: came };
  const query = since.cursor === null ? "" : `?cursor=${encodeURIComponent(since.cursor)}`;
  const headers: Record<string, string> = since.etag === null ? {} : { "If-None-Match": since.etag };
  const found = outcome(await get(`${root}/sync${query}`, { headers, timeout: WORD }), briefed);
  const unchanged = found.kind === "ok" && found.value.etag === null;
  return unchanged ? { ...found, value: { ...found.value, etag: since.etag } } : found;
}

async function edition(root: string, sha256: string): Promise<Outcome<ArrayBuffer>> {
  const came = opening.edition(sha256);
  if (came) return { kind: "ok", value: came };
  const answered = await get(`${root}/editions/${sha256}`, { timeout: SEALED, raw: true });
  return outcome(answered, (_answer, body) => (body instanceof ArrayBuffer ? body : null));
}

const tus = (more: Record<string, string>): Record<string, string> => ({ "Tus-Resumable": "1.0.0", ...more });

/** One piece of a blob, with its checksum; the answer says how many bytes HQ holds now. */
async function patchBlob(address: string, piece: Piece): Promise<Outcome<number>> {
  const headers = tus({
    "Content-Type": "application/offset+octet-stream",
    "Upload-Offset": String(piece.offset),
    "Upload-Length": String(piece.total),
    "Upload-Checksum": `sha256 ${hexToBase64(await hash(piece.bytes))}`,
  });
  const sending: Sending = { method: "PATCH", headers, body: piece.bytes, timeout: PIECE, bare: true };
  return outcome(await send(address, sending), uploadOffset);
}

async function putBlob(address: string, sha256: string, body: ArrayBuffer) {
  const headers = { "Content-Type": OCTETS, "Content-Digest": contentDigest(sha256) };
  return outcome(await send(address, { method: "PUT", headers, body, timeout: PIECE, bare: true }), isNoPage);
}

async function putVisit(root: string, { visit, revision, sha256 }: Parcel, body: ArrayBuffer) {
  const headers = { "Content-Type": "application/json", "Content-Digest": contentDigest(sha256) };
  const address = `${root}/visits/${visit}/revisions/${revision}`;
  return outcome(await send(address, { method: "PUT", headers, body, timeout: SEALED }), object);
}

function posted(address: string, words: unknown): Promise<Answered> {
  const headers = { "Content-Type": "application/json" };
  return send(address, { method: "POST", headers, body: JSON.stringify(words), timeout: WORD });
}

async function receipts(root: string, parcels: readonly Parcel[]): Promise<Outcome<readonly unknown[]>> {
  // a receipt is shown back whole: after a restore the server knows its word by the signature
  const asked = parcels.map(({ visit, revision, sha256, receipt }) => ({
    ...receipt,
    visit,
    revision,
    sha256,
  }));
  const answered = await posted(`${root}/receipts/query`, { receipts: asked });
  return outcome(answered, (answer, body) => {
    const found = object(answer, body)?.receipts;
    return Array.isArray(found) ? found : null;
  });
}

/** The server as the phone's queue sees it, by `fetch` alone. No method throws. */
export function makeWire(root = "/api/v1"): Wire {
  const blob = (visit: string, sha256: string) => `${root}/visits/${visit}/blobs/${sha256}`;
  return {
    session,
    brief: (since) => brief(root, since),
    edition: (sha256) => edition(root, sha256),
    putVisit: (parcel, bytes) => putVisit(root, parcel, bytes),
    receipts: (parcels) => receipts(root, parcels),
    blobOffset: async (visit, sha256) =>
      outcome(
        await get(blob(visit, sha256), { method: "HEAD", headers: tus({}), timeout: WORD, bare: true }),
        uploadOffset,
      ),
    patchBlob: (visit, sha256, piece) => patchBlob(blob(visit, sha256), piece),
    putBlob: (visit, sha256, bytes) => putBlob(blob(visit, sha256), sha256, bytes),
    report: async (kind, detail) => outcome(await posted(`${root}/diagnostics`, { kind, detail }), isNoPage),
  };
}
