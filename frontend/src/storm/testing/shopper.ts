import { createHash } from "node:crypto";
import type { Store } from "../../store";
import { answered, assignment, edition, photographed, soon } from "../../store/testing/cast";
import type { StormPhone } from "./phone";

const SECOND = 1000;
const printed = new TextEncoder().encode(JSON.stringify(edition)).slice().buffer;
const EDITION = createHash("sha256").update(new Uint8Array(printed)).digest("hex");

/** What a shopper will record for one assignment: answers, and photos by their size and first byte. */
export interface Plan {
  readonly assignment: string;
  readonly answers: Readonly<Record<string, string>>;
  readonly photos: readonly { readonly bytes: ArrayBuffer; readonly sha256: string }[];
  /** set once the phone said that it is sealed */
  sealed: string | null;
}

/** Bytes of this size that no other photo has. */
function bytesOf(size: number, name: string): ArrayBuffer {
  const bytes = Buffer.alloc(size, `${name} `);
  return bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + size) as ArrayBuffer;
}

export function planned(name: string, sizes: readonly number[]): Plan {
  const photos = sizes.map((size, n) => {
    const bytes = bytesOf(size, `${name} ${n}`);
    return { bytes, sha256: createHash("sha256").update(new Uint8Array(bytes)).digest("hex") };
  });
  return {
    assignment: name,
    answers: { greeting: `Bonjour ${name}`, note: `note ${name}` },
    photos,
    sealed: null,
  };
}

/** Records what is planned, whatever the phone does, and is done once it is sealed. */
export async function record(phone: StormPhone, plan: Plan): Promise<void> {
  const { world } = phone;
  while (plan.sealed === null) {
    await world.sleep(world.between(SECOND, 30 * SECOND));
    const { page } = phone;
    if (!page) continue;
    const work = go(page.store, plan).catch((error: unknown) => phone.troubles.push(error));
    await Promise.race([work, page.died]);
  }
}

/** Goes on where the draft on the disk stands. */
async function go(store: Store, plan: Plan): Promise<void> {
  await store.keepEdition(EDITION, printed);
  const { id, state } = await store.openVisit(assignment(plan.assignment, EDITION), soon());
  if (state === "draft") await fill(store, id, plan);
  const outcome = await store.seal(id, "build 1", soon());
  if (outcome.kind === "sealed") plan.sealed = id;
  else
    await retake(
      store,
      id,
      outcome.files.map((file) => file.name),
    );
}

async function fill(store: Store, id: string, plan: Plan): Promise<void> {
  const draft = await store.draft(id);
  for (const [name, value] of Object.entries(plan.answers)) {
    if (draft?.answers[name] !== value) await store.answer(id, answered(name, value));
  }
  const there = new Set(draft?.photos.map((photo) => photo.sha256));
  const names = draft?.photos.map((photo) => photo.name) ?? [];
  for (const photo of plan.photos.filter(({ sha256 }) => !there.has(sha256))) {
    const kept = await store.keepFile(id, photographed("window_photo", photo.bytes), (name) =>
      answered("window_photo", [...names, name]),
    );
    names.push(kept.name);
  }
}

/** Throws away the photos whose bytes are gone; the next round takes them again. */
async function retake(store: Store, id: string, lost: readonly string[]): Promise<void> {
  for (const name of lost) {
    const draft = await store.draft(id);
    const left = draft?.photos.map((photo) => photo.name).filter((one) => one !== name) ?? [];
    await store.removeFile(id, name, answered("window_photo", left));
  }
}
