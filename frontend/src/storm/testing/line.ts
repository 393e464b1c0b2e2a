import type { Outcome, Wire } from "../../domain/wire";
import { problem } from "../../sync/testing/hq";
import type { World } from "../../sync/testing/world";
import type { Vault } from "./vault";

const never = <T>(): Promise<T> => new Promise(() => undefined);

/** What a phone's line is like now, and who it is that speaks. */
export interface Speaker {
  /** the share of calls that meet a fault */
  badness: number;
  session: string;
  signedIn: string | null;
}

type Fate = "well" | "drop" | "mute" | "twice" | "portal" | "damage" | Outcome<never>;

function fateOf(world: World, badness: number): Fate {
  if (world.chance() >= badness) return "well";
  const fates: Fate[] = [
    ...(["drop", "mute", "mute", "twice", "portal", "damage"] as const),
    ...[{ kind: "lost" } as const, problem(500, "server_error"), problem(502), problem(429, "too_many")],
    ...[problem(503, "unavailable", world.between(1, 120) * 1000), problem(507, "storage_full", 60_000)],
  ];
  return fates[world.between(0, fates.length - 1)] ?? "well";
}

/** The bytes with one of them changed on the way. */
function damaged(bytes: ArrayBuffer, world: World): ArrayBuffer {
  const copy = new Uint8Array(bytes.slice(0));
  const at = world.between(0, Math.max(0, copy.length - 1));
  copy[at] = (copy[at] ?? 0) ^ 1;
  return copy.buffer;
}

/** A phone's line to HQ: late, lost, doubled, damaged, or answered by somebody else, until its page is dead. */
export function lineTo(hq: Vault, world: World, speaker: Speaker, isDead: () => boolean): Wire {
  const home = <T>(outcome: Outcome<T>): Promise<Outcome<T>> =>
    isDead() ? never() : Promise.resolve(outcome);
  const late = () => world.sleep(20_000).then(() => home<never>({ kind: "lost" }));

  async function over<T>(
    arrive: (change: (bytes: ArrayBuffer) => ArrayBuffer) => Outcome<T>,
  ): Promise<Outcome<T>> {
    const fate = fateOf(world, speaker.badness);
    await world.sleep(world.between(20, 400));
    if (fate === "drop") return late();
    if (fate === "portal") return home({ kind: "ok", value: { hello: "guest" } as T });
    if (typeof fate === "object") return home(fate);
    if (speaker.signedIn === null) return home(problem(401, "not_signed_in"));
    const same = (bytes: ArrayBuffer) => bytes;
    if (fate === "twice") world.after(world.between(1, 90_000), () => void arrive(same));
    const outcome = arrive(fate === "damage" ? (bytes) => damaged(bytes, world) : same);
    if (fate === "mute") return late();
    await world.sleep(world.between(20, 400));
    return home(outcome);
  }

  return {
    session: () => speaker.session,
    // news are believed only in their own shape (api/wire.ts): a portal's page is as good as nothing
    brief: async ({ etag }) => {
      const told = await over(() => hq.brief(speaker.signedIn ?? "", etag));
      return told.kind === "ok" && !("etag" in told.value) ? { kind: "lost" } : told;
    },
    edition: () => home({ kind: "lost" }),
    putVisit: (parcel, bytes) => over((change) => hq.putVisit(parcel, change(bytes))),
    receipts: (parcels) => over(() => hq.receipts(parcels)),
    blobOffset: (visit, sha256) => over(() => hq.offset(visit, sha256)),
    patchBlob: (visit, sha256, { offset, bytes }) =>
      over((change) => {
        const sent = change(bytes);
        // the checksum of a piece is looked at before anything else
        return sent === bytes
          ? hq.patchBlob(visit, sha256, offset, bytes)
          : problem(460, "blob_wrong_checksum");
      }),
    putBlob: (visit, sha256, bytes) => over((change) => hq.putWhole(visit, sha256, change(bytes))),
    report: async (kind, detail) => {
      if (speaker.signedIn === null) return problem(401, "not_signed_in");
      hq.reports.push(kind === "file_gone" ? `${kind} ${detail.visit}` : `${kind} ${speaker.signedIn}`);
      return { kind: "ok", value: null };
    },
  };
}
