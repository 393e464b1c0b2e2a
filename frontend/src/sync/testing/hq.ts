import type { Briefing, Recalled } from "../../domain/assignment";
import type { Parcel } from "../../domain/parcel";
import type { Receipt, ReceiptState } from "../../domain/receipt";
import type { Briefed, Outcome } from "../ports";

interface Held {
  readonly sha256: string;
  readonly promised: readonly { sha256: string; bytes: number }[];
  readonly at: string;
  state: "received" | "quarantined" | "withdrawn";
}

const ok = <T>(value: T): Outcome<T> => ({ kind: "ok", value });
export const problem = (status: number, code = "", retryAfter: number | null = null): Outcome<never> => ({
  ...{ kind: "problem", status, code, retryAfter },
});

/** The server as `sync.md` describes it, in memory: the truth that a simulation is measured by. */
export class Hq {
  epoch = "first";
  /** revisions by `visit/revision` */
  held = new Map<string, Held>();
  /** other bytes under a name that is taken */
  readonly conflicts: { key: string; sha256: string }[] = [];
  /** bytes that arrived, by hash */
  offsets = new Map<string, number>();
  sendBacks: Briefing["send_backs"] = [];
  recalled: readonly Recalled[] = [];
  editions: string[] = [];
  readonly reports: string[] = [];
  /** how often a revision was stored anew since the last restore */
  readonly stored = new Map<string, number>();
  isSuspicious = false;

  constructor(private readonly now: () => number) {}

  briefing(person: string): Briefing {
    return {
      ...{ server_time: new Date(this.now()).toISOString(), server_epoch: this.epoch, cursor: null },
      ...{ person: { id: person, name: person, language: "en" }, policy: {}, assignments: [] },
      editions: this.editions,
      ...{ send_backs: this.sendBacks, recalled: this.recalled, receipts: [], withdrawn: [] },
    };
  }

  /** The briefing, or nothing when it says what `etag` said. */
  brief(person: string, etag: string | null): Outcome<Briefed> {
    const briefing = this.briefing(person);
    const now = JSON.stringify({ ...briefing, server_time: "" });
    return ok({ briefing: now === etag ? null : briefing, etag: now, told: briefing.server_time });
  }

  put(parcel: Parcel): Outcome<unknown> {
    const key = `${parcel.visit}/${parcel.revision}`;
    const held = this.held.get(key);
    if (held && held.sha256 !== parcel.sha256) {
      this.conflicts.push({ key, sha256: parcel.sha256 });
      return problem(409, "content_conflict");
    }
    if (!held) {
      const state = this.isSuspicious ? "quarantined" : "received";
      const promised = parcel.blobs.map(({ sha256, bytes }) => ({ sha256, bytes }));
      this.held.set(key, { sha256: parcel.sha256, promised, at: new Date(this.now()).toISOString(), state });
      this.stored.set(key, (this.stored.get(key) ?? 0) + 1);
    }
    return ok(this.receipt(parcel));
  }

  receipt({ visit, revision }: { visit: string; revision: number }): Receipt | null {
    const held = this.held.get(`${visit}/${revision}`);
    if (!held) return null;
    const missing = held.promised.filter((one) => this.offsets.get(one.sha256) !== one.bytes);
    const arrived: ReceiptState = missing.length > 0 ? "awaiting_blobs" : "complete";
    return {
      ...{ receipt: `${visit}/${revision}`, visit, revision, sha256: held.sha256, received_at: held.at },
      state: held.state === "received" ? arrived : held.state,
      blobs: Object.fromEntries(
        held.promised.map(({ sha256, bytes }) => [sha256, { bytes, state: "promised" }]),
      ),
      missing: missing.map((one) => one.sha256),
      ...{ findings: [], server_epoch: this.epoch, signature: "hq" },
    };
  }

  receipts(parcels: readonly Parcel[]): Outcome<readonly unknown[]> {
    return ok(parcels.map((parcel) => this.receipt(parcel)).filter((one) => one !== null));
  }

  private promised(visit: string, sha256: string): number | null {
    for (const [key, held] of this.held) {
      const found = held.promised.find((one) => one.sha256 === sha256);
      if (found && key.startsWith(`${visit}/`)) return found.bytes;
    }
    return null;
  }

  offset(visit: string, sha256: string): Outcome<number> {
    return this.promised(visit, sha256) === null ? problem(404) : ok(this.offsets.get(sha256) ?? 0);
  }

  patch(visit: string, sha256: string, offset: number, length: number): Outcome<number> {
    const total = this.promised(visit, sha256);
    const there = this.offsets.get(sha256) ?? 0;
    if (total === null) return problem(404, "blob_unknown");
    if (there !== offset) return problem(409, "blob_wrong_offset");
    this.offsets.set(sha256, Math.min(total, there + length));
    return ok(there + length);
  }

  putBlob(visit: string, sha256: string, length: number): Outcome<unknown> {
    const total = this.promised(visit, sha256);
    if (total === null) return problem(404, "blob_unknown");
    if (total !== length) return problem(422, "blob_wrong_length");
    this.offsets.set(sha256, total);
    return ok(null);
  }

  /** Last night's backup. */
  backup() {
    return { held: new Map(this.held), offsets: new Map(this.offsets) };
  }

  restore(backup: ReturnType<Hq["backup"]>, epoch: string): void {
    this.held = new Map(backup.held);
    this.offsets = new Map(backup.offsets);
    this.epoch = epoch;
    this.stored.clear();
    for (const key of this.held.keys()) this.stored.set(key, 1);
  }
}
