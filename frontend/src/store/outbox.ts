import type { Briefing } from "../domain/assignment";
import type { Edition } from "../domain/edition";
import { sha256 } from "../domain/hashing";
import type { Moment } from "../domain/moment";
import { newParcel, type Parcel } from "../domain/parcel";
import { envelope, type Sealed, seal, toRetake } from "../domain/sealing";
import type { ClockOffset, Draft } from "../domain/visit";
import { type Disk, ofVisit, type Table, type Work } from "./database";
import { openDraft, readDraft, VisitSealed } from "./drafts";
import { deleteVisit, isWhole } from "./files";
import type { QueueNotes, SealOutcome } from "./words";

const ALL: Table[] = [
  ...(["visits", "answers", "trail", "positions", "places"] as const),
  ...(["photos", "pieces", "sealed", "parcels"] as const),
];

const FIRST_NOTES: QueueNotes = {
  ...{ starts: 0, pause: null, build: "", epoch: null, cursor: null, etag: null, session: null },
};

/** The draft with those photos alone whose bytes are here or already with HQ. */
async function readWhole(tx: Work, id: string): Promise<Draft> {
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
  await Promise.all([
    tx.objectStore("sealed").add(sealed.bytes, [parcel.visit, parcel.revision]),
    tx.objectStore("parcels").add(parcel),
    tx.objectStore("visits").put({ ...now, state: "sealed" }),
  ]);
  return true;
}

async function editionOf(tx: Work, hash: string): Promise<Edition | null> {
  return (await tx.objectStore("editions").get(hash))?.edition ?? null;
}

/** Visits once they are sealed, and all that the queue keeps. */
export const outbox = (disk: Disk) => {
  const note = <T>(name: string): Promise<T | null> =>
    disk.run(["notes"], async (tx) => ((await tx.objectStore("notes").get(name)) as T | undefined) ?? null);
  const keepNote = (name: string, value: unknown): Promise<void> =>
    disk.run(["notes"], async (tx) => {
      await tx.objectStore("notes").put(value, name);
    });
  const changeNotes = (change: (notes: QueueNotes) => QueueNotes): Promise<QueueNotes> =>
    disk.run(["notes"], async (tx) => {
      const before = (await tx.objectStore("notes").get("queue")) as QueueNotes | undefined;
      const after = change({ ...FIRST_NOTES, ...before });
      await tx.objectStore("notes").put(after, "queue");
      return after;
    });
  const clock = (): Promise<ClockOffset | null> => note("clock");

  async function sealVisit(visit: string, app: string, at: Moment): Promise<SealOutcome> {
    const offset = await clock();
    const [draft, edition] = await disk.run(["editions", ...ALL], async (tx) => {
      const read = await readWhole(tx, visit);
      return [read, await editionOf(tx, read.visit.edition)] as const;
    });
    const files = edition ? toRetake(draft, edition) : [];
    if (files.length > 0) return { kind: "retake", files };
    const sealed = await seal(envelope(draft, app, at, offset));
    const { id, revision } = draft.visit;
    const parcel = newParcel(
      { visit: id, revision, sha256: sealed.sha256, bytes: sealed.bytes.byteLength, sealedAt: at.wall },
      draft.photos,
    );
    const frozen = await disk.run(ALL, (tx) => freeze(tx, draft, sealed, parcel), true);
    return frozen ? { kind: "sealed", parcel } : sealVisit(visit, app, at);
  }

  return {
    seal: sealVisit,
    clock,
    keepClock: (offset: ClockOffset) => keepNote("clock", offset),
    briefing: (): Promise<Briefing | null> => note("briefing"),
    keepBriefing: (briefing: Briefing) => keepNote("briefing", briefing),

    edition: (hash: string) => disk.run(["editions"], (tx) => editionOf(tx, hash)),
    editionsHeld: (): Promise<ReadonlySet<string>> =>
      disk.run(["editions"], async (tx) => new Set(await tx.objectStore("editions").getAllKeys())),
    async keepEdition(hash: string, bytes: ArrayBuffer): Promise<boolean> {
      if ((await sha256(bytes)) !== hash) return false;
      const edition = JSON.parse(new TextDecoder().decode(bytes)) as Edition;
      await disk.run(["editions"], (tx) => tx.objectStore("editions").put({ sha256: hash, edition }));
      return true;
    },

    notes: (): Promise<QueueNotes> => changeNotes((notes) => notes),
    keepNotes: async (news: Partial<QueueNotes>): Promise<void> => {
      await changeNotes((notes) => ({ ...notes, ...news }));
    },
    countStart: async (): Promise<number> =>
      (await changeNotes((notes) => ({ ...notes, starts: notes.starts + 1 }))).starts,

    parcels: (): Promise<Parcel[]> => disk.run(["parcels"], (tx) => tx.objectStore("parcels").getAll()),
    keepParcel: (parcel: Parcel): Promise<void> =>
      disk.run(["parcels"], async (tx) => {
        // a row that the person deleted meanwhile stays deleted
        const { visit, revision } = parcel;
        if (await tx.objectStore("parcels").getKey([visit, revision])) {
          await tx.objectStore("parcels").put(parcel);
        }
      }),
    sealedBytes: ({ visit, revision }: Parcel): Promise<ArrayBuffer | null> =>
      disk.run(["sealed"], async (tx) => (await tx.objectStore("sealed").get([visit, revision])) ?? null),
    forget: ({ visit, revision }: Parcel): Promise<void> =>
      disk.run(ALL, async (tx) => {
        await tx.objectStore("parcels").delete([visit, revision]);
        await tx.objectStore("sealed").delete([visit, revision]);
        const others = await tx.objectStore("parcels").count(ofVisit(visit));
        const row = await tx.objectStore("visits").get(visit);
        if (others === 0 && row?.state === "sealed") await deleteVisit(tx, visit);
      }),
    eraseRows: (visit: string): Promise<void> => disk.run(ALL, (tx) => deleteVisit(tx, visit), true),
  };
};
