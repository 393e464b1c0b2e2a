import { base64 } from "../domain/base64";
import type { Moment } from "../domain/moment";
import { CHUNK, type Parcel } from "../domain/parcel";
import { type Draft, isUnsealed, type Photo, type Visit } from "../domain/visit";

/** What a rescue reads; one piece of a file at a time. */
export interface RescueSource {
  readonly person: string;
  visits(): Promise<Visit[]>;
  parcels(): Promise<Parcel[]>;
  draft(visit: string): Promise<Draft | null>;
  sealedBytes(parcel: Parcel): Promise<ArrayBuffer | null>;
  fileBytes(visit: string, sha256: string, offset: number, length: number): Promise<ArrayBuffer | null>;
}

const RECEIPTED = new Set(["complete", "verified", "forgotten"]);
/** Base64 can be joined without gaps only at multiples of three bytes. */
const PIECE = Math.floor(CHUNK / 3) * 3;

type Part = Blob | string;

/** A file as base64, piece by piece, each handed to the browser at once; null when a row of it is gone. */
async function fileParts(
  from: RescueSource,
  visit: string,
  sha256: string,
  bytes: number,
): Promise<Part[] | null> {
  const parts: Part[] = [];
  for (let at = 0; at < bytes; at += PIECE) {
    const piece = await from.fileBytes(visit, sha256, at, Math.min(PIECE, bytes - at));
    if (!piece) return null;
    parts.push(new Blob([base64(new Uint8Array(piece))]));
  }
  return parts;
}

/** A JSON list out of parts that are made one after another. */
async function listOf<T>(all: readonly T[], parts: (one: T) => Promise<Part[] | null>): Promise<Part[]> {
  const list: Part[] = [];
  for (const one of all) {
    const made = await parts(one);
    if (made) list.push(list.length > 0 ? "," : "", ...made);
  }
  return ["[", ...list, "]"];
}

/** An object whose last member is made of parts. */
const opened = (members: object, last: string): string =>
  `${JSON.stringify(members).slice(0, -1)},"${last}":`;

async function sealedParts(from: RescueSource, parcel: Parcel): Promise<Part[] | null> {
  const { visit, revision, sha256 } = parcel;
  const sealed = await from.sealedBytes(parcel);
  if (!sealed) return null;
  const sealed_base64 = base64(new Uint8Array(sealed));
  const blobs = await listOf(parcel.blobs, async (blob) => {
    const bytes = await fileParts(from, visit, blob.sha256, blob.bytes);
    return bytes && [opened({ sha256: blob.sha256, mime: blob.mime }, "base64"), '"', ...bytes, '"}'];
  });
  return [opened({ visit, revision, sha256, sealed_base64 }, "blobs"), ...blobs, "}"];
}

async function draftParts(from: RescueSource, id: string): Promise<Part[] | null> {
  const draft = await from.draft(id);
  if (!draft) return null;
  const { photos, ...rest } = draft;
  const shown = await listOf(photos, async (photo: Photo) => {
    const bytes = await fileParts(from, id, photo.sha256, photo.bytes);
    return bytes && [opened(photo, "base64"), '"', ...bytes, '"}'];
  });
  return [opened(rest, "photos"), ...shown, "}"];
}

/** Everything that HQ hasn't receipted (of one visit, if named), as one JSON file: see docs/phone.md. */
export async function rescueFile(from: RescueSource, at: Moment, only?: string): Promise<Blob> {
  const mine = (visit: string) => only === undefined || visit === only;
  const parcels = (await from.parcels()).filter((one) => mine(one.visit) && !RECEIPTED.has(one.state));
  const drafts = (await from.visits()).filter((one) => mine(one.id) && isUnsealed(one));
  const visits = await listOf(parcels, (parcel) => sealedParts(from, parcel));
  const unsealed = await listOf(drafts, (visit) => draftParts(from, visit.id));
  const head = opened({ encore_rescue: 1, person: from.person, made_at: at.at }, "visits");
  return new Blob([head, ...visits, ',"drafts":', ...unsealed, "}"], { type: "application/json" });
}
