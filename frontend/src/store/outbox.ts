import type { Edition } from "../domain/edition";
import type { Moment } from "../domain/moment";
import type { Parcel } from "../domain/parcel";
import { envelope, newParcel, type Sealed, seal, toRetake } from "../domain/sealing";
import { type Draft, isUnsealed } from "../domain/visit";
import { type Disk, type Look, ofVisit, type Table, type Work } from "./database";
import { openDraft, readDraft, VisitSealed } from "./drafts";
import { deleteVisit, isWhole } from "./files";
import { notes } from "./notes";
import type { SealOutcome } from "./words";

const ALL: Table[] = [
  ...(["visits", "answers", "trail", "positions", "places"] as const),
  ...(["photos", "pieces", "sealed", "parcels"] as const),
];

/** The draft with those photos alone whose bytes are here or already with HQ. */
async function readWhole(tx: Look, id: string): Promise<Draft> {
  await openDraft(tx, id);
  const draft = await readDraft(tx, id);
  if (!draft) throw new VisitSealed(id);
  const whole = await Promise.all(draft.photos.map(async (one) => one.delivered || (await isWhole(tx, one))));
  return { ...draft, photos: draft.photos.filter((_, n) => whole[n]) };
}

/** Freezes the bytes, unless somebody (another tab) went on writing since they were read: then false. */
async function freeze(tx: Work, read: Draft, sealed: Sealed, parcel: Parcel): Promise<boolean> {
  const now = await openDraft(tx, parcel.visit);
  const lines = await tx.objectStore("trail").index("visit").getAll(parcel.visit);
  const touched = lines.filter((line) => line.revision === now.revision).length;
  if (now.revision !== parcel.revision || touched !== read.trail.length) return false;
  const { wentOn: _, ...sent } = now; // she sends it all the same
  await Promise.all([
    tx.objectStore("sealed").add(sealed.bytes, [parcel.visit, parcel.revision]),
    tx.objectStore("parcels").add(parcel),
    tx.objectStore("visits").put({ ...sent, state: "sealed" }),
  ]);
  return true;
}

async function readSealable(disk: Disk, visit: string): Promise<readonly [Draft, Edition | null]> {
  return disk.look(["editions", ...ALL], async (tx) => {
    const read = await readWhole(tx, visit);
    const edition = await tx.objectStore("editions").get(read.visit.edition);
    return [read, edition?.edition ?? null] as const;
  });
}

async function sealVisit(disk: Disk, visit: string, app: string, at: Moment): Promise<SealOutcome> {
  const [draft, edition] = await readSealable(disk, visit);
  const files = edition ? toRetake(draft, edition) : [];
  if (files.length > 0) return { kind: "retake", files };
  const sealed = await seal(envelope(draft, app, at, await notes(disk).clock()));
  const { id, revision } = draft.visit;
  const parcel = newParcel(
    { visit: id, revision, sha256: sealed.sha256, bytes: sealed.bytes.byteLength, sealedAt: at.wall },
    draft.photos,
  );
  const frozen = await disk.run(ALL, (tx) => freeze(tx, draft, sealed, parcel), true);
  return frozen ? { kind: "sealed", parcel } : sealVisit(disk, visit, app, at);
}

/** What a visit was sealed as; throws what stood in the way when it was not. */
async function sealedAlready(disk: Disk, visit: string, reason: unknown): Promise<SealOutcome> {
  const parcel = await disk.look(["visits", "parcels"], async (tx) => {
    const row = await tx.objectStore("visits").get(visit);
    return row && tx.objectStore("parcels").get([visit, row.revision]);
  });
  if (!(reason instanceof VisitSealed) || !parcel) throw reason;
  return { kind: "sealed", parcel };
}

/** Visits once they are sealed: the queue is these rows. */
export const outbox = (disk: Disk) => ({
  /** freezes a visit; a second tap (or tab) gets what the first one made */
  seal: (visit: string, app: string, at: Moment): Promise<SealOutcome> =>
    sealVisit(disk, visit, app, at).catch((reason) => sealedAlready(disk, visit, reason)),

  parcels: (): Promise<Parcel[]> => disk.look(["parcels"], (tx) => tx.objectStore("parcels").getAll()),

  keepParcel: (parcel: Parcel): Promise<void> =>
    disk.run(["parcels"], async (tx) => {
      // a row that the person deleted meanwhile stays deleted
      const there = await tx.objectStore("parcels").getKey([parcel.visit, parcel.revision]);
      if (there) await tx.objectStore("parcels").put(parcel);
    }),

  sealedBytes: ({ visit, revision }: Parcel): Promise<ArrayBuffer | null> =>
    disk.look(["sealed"], async (tx) => (await tx.objectStore("sealed").get([visit, revision])) ?? null),

  forget: ({ visit, revision }: Parcel): Promise<void> =>
    disk.run(ALL, async (tx) => {
      await tx.objectStore("parcels").delete([visit, revision]);
      await tx.objectStore("sealed").delete([visit, revision]);
      const others = await tx.objectStore("parcels").count(ofVisit(visit));
      const row = await tx.objectStore("visits").get(visit);
      if (others === 0 && row && !isUnsealed(row)) await deleteVisit(tx, visit);
    }),

  erase: (visit: string): Promise<void> => disk.run(ALL, (tx) => deleteVisit(tx, visit), true),
});
