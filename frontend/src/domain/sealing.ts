import { filesNamed } from "./answers";
import type { Edition } from "./edition";
import { sha256 } from "./hashing";
import { elapsed, type Moment } from "./moment";
import { CHUNK, type Parcel, READY } from "./parcel";
import type { ClockOffset, Draft, Envelope } from "./visit";

export interface Sealed {
  readonly bytes: ArrayBuffer;
  readonly sha256: string;
}

/** Files that the answers name and the phone no longer holds: they must be taken again. */
export function toRetake(draft: Draft, edition: Edition): { question: string; name: string }[] {
  const held = new Set(draft.photos.map((photo) => photo.name));
  return filesNamed(edition, draft.answers).filter((file) => !held.has(file.name));
}

/** What HQ will read. Answers to hidden questions stay in; the scenario is put in. */
export function envelope(draft: Draft, app: string, at: Moment, clock: ClockOffset | null): Envelope {
  const { visit, answers, places } = draft;
  const named = (photo: (typeof draft.photos)[number]) => {
    const { id: _id, visit: _visit, delivered: _delivered, ...blob } = photo;
    return blob;
  };
  const { id, revision, assignment, edition, opened, scenario } = visit;
  return {
    ...{ v: 1, visit: id, revision, assignment, edition, app },
    answers: { ...answers, ...scenario },
    blobs: [...draft.photos].sort((a, b) => a.order - b.order).map(named),
    times: {
      ...{ opened: opened.at, sealed: at.at, zone: at.zone },
      clock_offset_ms: clock ? Math.round(clock.offset) : null,
      clock_offset_age_s: clock ? Math.max(0, Math.round((at.wall - clock.measured.wall) / 1000)) : null,
      monotonic_ms: elapsed([opened, ...draft.trail.map((line) => line.moment), at]),
    },
    places: places.map(({ at: when, lat, lon, accuracy }) => ({ at: when, lat, lon, accuracy })),
    trail: draft.trail.map((line, seq) => ({ seq, at: line.moment.at, name: line.name })),
  };
}

/**
 * Text that every server can read. A half emoji (what a keyboard or a pasted text may leave) becomes the sign for an
 * unknown letter, and a NUL (some scanned codes hold one) goes: else the whole visit would be refused for it.
 */
const readable = (_name: string, value: unknown): unknown =>
  typeof value === "string" ? value.replace(/\p{Surrogate}/gu, "\ufffd").replaceAll("\0", "") : value;

/** Serialises once and hashes: from here on only these bytes are ever sent. */
export async function seal(words: Envelope): Promise<Sealed> {
  // a copy of its own: an encoder may answer with a view on a larger buffer
  const bytes = new TextEncoder().encode(JSON.stringify(words, readable)).slice().buffer;
  return { bytes, sha256: await sha256(bytes) };
}

/** A freshly sealed parcel; equal content is promised once. */
export function newParcel(
  sealed: { visit: string; revision: number; sha256: string; bytes: number; sealedAt: number },
  files: readonly { sha256: string; bytes: number; mime: string; delivered?: true }[],
): Parcel {
  const byHash = new Map(files.map((file) => [file.sha256, file]));
  const blobs = [...byHash.values()].map(({ sha256, bytes, mime, delivered }) => ({
    ...{ ...READY, sha256, bytes, mime, chunk: CHUNK, offset: null },
    ...{ sent: delivered === true, gone: delivered === true },
  }));
  return { ...sealed, ...READY, state: "sealed", blobs, why: null, code: null, receipt: null, seen: null };
}
