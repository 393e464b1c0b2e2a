import { sha256 } from "../domain/hashing";
import { CHUNK } from "../domain/parcel";
import { photoName } from "../domain/photo";
import { newId } from "../domain/uuid";
import type { Photo } from "../domain/visit";
import { type Disk, type Look, ofVisit, type Work } from "./database";
import { openDraft, TOUCHED, touch } from "./drafts";
import type { NewAnswer, TakenFile } from "./words";

const EXTENSIONS: Readonly<Record<string, string>> = {
  "image/jpeg": "jpg",
  "image/png": "png",
  "image/webp": "webp",
  "audio/mpeg": "mp3",
  "audio/mp4": "m4a",
  "audio/webm": "weba",
  "application/pdf": "pdf",
};

/** How many rows a file of this size takes. */
export const piecesOf = (bytes: number): number => Math.ceil(bytes / CHUNK);

async function placed(tx: Work, visit: string, file: TakenFile, hash: string): Promise<Photo> {
  const { question, bytes, ...seen } = file;
  const there = await tx.objectStore("photos").index("visit").getAll(visit);
  const taken = new Set(there.map((photo) => photo.name));
  const name = photoName(question, taken, EXTENSIONS[file.mime] ?? "bin");
  const order = Math.max(-1, ...there.map((photo) => photo.order)) + 1;
  return { id: newId(), visit, name, order, sha256: hash, bytes: bytes.byteLength, ...seen };
}

/** Deletes the bytes of a photo; its row stays. */
export const deletePieces = (tx: Work, photo: string): Promise<void> =>
  tx.objectStore("pieces").delete(IDBKeyRange.bound([photo], [photo, []]));

/** Whether each byte of a photo is on this phone. */
export async function isWhole(tx: Look, photo: Photo): Promise<boolean> {
  const range = IDBKeyRange.bound([photo.id], [photo.id, []]);
  return (await tx.objectStore("pieces").count(range)) === piecesOf(photo.bytes);
}

async function readPieces(tx: Look, photo: Photo, from: number, to: number): Promise<ArrayBuffer[] | null> {
  const range = IDBKeyRange.bound([photo.id, from], [photo.id, to]);
  const found = await tx.objectStore("pieces").getAll(range);
  return found.length === to - from + 1 ? found : null;
}

/** `length` bytes from `offset` on, out of rows of 256 KiB; null when a row is gone. */
async function readBytes(
  tx: Look,
  photo: Photo,
  offset: number,
  length: number,
): Promise<ArrayBuffer | null> {
  if (length === 0) return new ArrayBuffer(0);
  const first = Math.floor(offset / CHUNK);
  const rows = await readPieces(tx, photo, first, Math.floor((offset + length - 1) / CHUNK));
  if (!rows) return null;
  const start = offset - first * CHUNK;
  if (rows.length === 1 && rows[0]) return rows[0].slice(start, start + length);
  const all = new Uint8Array(rows.reduce((sum, row) => sum + row.byteLength, 0));
  rows.forEach((row, n) => {
    all.set(new Uint8Array(row), n * CHUNK);
  });
  return all.slice(start, start + length).buffer;
}

/** The photos of a visit with this content: as many as there are slots that hold it. */
async function withContent(tx: Look, visit: string, hash: string): Promise<Photo[]> {
  const photos = await tx.objectStore("photos").index("visit").getAll(visit);
  return photos.filter((photo) => photo.sha256 === hash);
}

/** Photos, sounds and files, in rows of 256 KiB. */
export const files = (disk: Disk) => ({
  async keepFile(visit: string, file: TakenFile, answer: (name: string) => NewAnswer): Promise<Photo> {
    const hash = await sha256(file.bytes);
    return disk.run(
      [...TOUCHED, "photos", "pieces"],
      async (tx) => {
        const draft = await openDraft(tx, visit);
        const photo = await placed(tx, visit, file, hash);
        for (let n = 0; n < piecesOf(photo.bytes); n += 1) {
          await tx.objectStore("pieces").put(file.bytes.slice(n * CHUNK, (n + 1) * CHUNK), [photo.id, n]);
        }
        await tx.objectStore("photos").add(photo);
        await touch(tx, draft, answer(photo.name));
        return photo;
      },
      true,
    );
  },

  removeFile: (visit: string, name: string, answer: NewAnswer): Promise<void> =>
    disk.run([...TOUCHED, "photos", "pieces"], async (tx) => {
      const draft = await openDraft(tx, visit);
      const photos = await tx.objectStore("photos").index("visit").getAll(visit);
      for (const { id } of photos.filter((photo) => photo.name === name)) {
        await Promise.all([tx.objectStore("photos").delete(id), deletePieces(tx, id)]);
      }
      await touch(tx, draft, answer);
    }),

  file: (visit: string, name: string): Promise<Blob | null> =>
    disk.look(["photos", "pieces"], async (tx) => {
      const photos = await tx.objectStore("photos").index("visit").getAll(visit);
      const photo = photos.find((one) => one.name === name);
      const rows = photo && (await readPieces(tx, photo, 0, piecesOf(photo.bytes) - 1));
      return rows ? new Blob(rows, { type: photo.mime }) : null;
    }),

  fileBytes: (visit: string, hash: string, offset: number, length: number): Promise<ArrayBuffer | null> =>
    disk.look(["photos", "pieces"], async (tx) => {
      for (const photo of await withContent(tx, visit, hash)) {
        const bytes = await readBytes(tx, photo, offset, length);
        if (bytes) return bytes;
      }
      return null;
    }),

  dropFile: (visit: string, hash: string): Promise<void> =>
    disk.run(["photos", "pieces"], async (tx) => {
      for (const photo of await withContent(tx, visit, hash)) {
        await deletePieces(tx, photo.id);
        await tx.objectStore("photos").put({ ...photo, delivered: true });
      }
    }),
});

/** Every row of a visit, away. */
export async function deleteVisit(tx: Work, id: string): Promise<void> {
  const photos = await tx.objectStore("photos").index("visit").getAllKeys(id);
  await Promise.all(photos.map((photo) => deletePieces(tx, photo)));
  for (const table of ["photos", "trail", "places"] as const) {
    const rows = await tx.objectStore(table).index("visit").getAllKeys(id);
    await Promise.all(rows.map((row) => tx.objectStore(table).delete(row as never)));
  }
  await Promise.all([
    tx.objectStore("visits").delete(id),
    tx.objectStore("positions").delete(id),
    tx.objectStore("answers").delete(ofVisit(id)),
    tx.objectStore("sealed").delete(ofVisit(id)),
    tx.objectStore("parcels").delete(ofVisit(id)),
  ]);
}
