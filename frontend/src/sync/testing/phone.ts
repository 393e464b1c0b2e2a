import type { Recalled, SendBack } from "../../domain/assignment";
import { keyOf, type Parcel } from "../../domain/parcel";
import type { Receipt } from "../../domain/receipt";
import { newParcel } from "../../domain/sealing";
import { type Runner, startRunner } from "../index";
import type { Notes, Outcome, Shelf, Wire } from "../ports";
import { type Hq, problem } from "./hq";
import type { World } from "./world";

/** What happens to one call on its way. `mute`: it arrives, its answer does not. */
export type Fault = "drop" | "mute" | "twice" | "portal" | Outcome<never>;

/** A call as faults see it. */
export interface Call {
  readonly do: keyof Wire;
  readonly visit?: string;
  readonly sha256?: string;
  readonly size?: number;
}

const never = <T>(): Promise<T> => new Promise(() => undefined);

/** A phone whose page can be killed at any write, and whose network can do anything. */
export class Phone {
  readonly parcels = new Map<string, Parcel>();
  readonly files = new Map<string, number>();
  readonly reopened: SendBack[] = [];
  readonly recalled: Recalled[] = [];
  readonly editions = new Set<string>();
  isEvicted = false;
  /** every write is refused */
  isFull = false;
  trouble: (error: unknown) => void = () => undefined;
  /** complete receipts that reached this phone: by parcel, when and at which start */
  readonly sightings = new Map<string, { at: number; start: number }[]>();
  readonly calls: Call[] = [];
  dropped: { visit: string; sha256: string; sightings: { at: number; start: number }[] }[] = [];
  forgotten: string[] = [];
  session = "sasha";
  signedIn: string | null = "sasha";
  build = "1";
  /** the fault of a call; null lets it pass */
  fault: (call: Call) => Fault | null = () => null;
  /** whether the page dies at this write, before or after it */
  death: () => "before" | "after" | null = () => null;
  readonly wakers = new Set<(cause: "online" | "foreground") => void>();
  private notes: Notes = {
    ...{ starts: 0, pause: null, build: "", epoch: null, cursor: null, etag: null, session: null },
  };
  private life = 0;
  runner: Runner | null = null;

  constructor(
    readonly world: World,
    readonly hq: Hq,
    readonly person = "sasha",
  ) {}

  /** Starts the app; a page that was open lives on as another tab unless it was killed. */
  start(): Runner {
    const mine = this.life;
    const isDead = () => mine !== this.life;
    const around = this.world.around(this.person, isDead, this.wakers);
    const parts = { wire: this.wire(isDead), shelf: this.shelf(isDead), around, build: this.build };
    const runner = startRunner({
      ...parts,
      changed: () => undefined,
      troubled: (error) => this.trouble(error),
    });
    // killed at its very first write
    this.runner = isDead() ? null : runner;
    return runner;
  }

  kill(): void {
    this.life += 1;
    this.wakers.clear();
    this.runner = null;
  }

  /** Seals a visit with photos of these sizes; the hash stands for the content. */
  seal(visit: string, sizes: readonly number[] = [], revision = 1, sha256 = `${visit}-${revision}`): Parcel {
    const files = sizes.map((bytes, n) => ({ sha256: `${visit}-photo-${n}`, bytes, mime: "image/jpeg" }));
    for (const file of files) this.files.set(`${visit}/${file.sha256}`, file.bytes);
    const parcel = newParcel({ visit, revision, sha256, bytes: 4000, sealedAt: this.world.now }, files);
    this.parcels.set(keyOf(parcel), parcel);
    void this.runner?.wake("sealed");
    return parcel;
  }

  state(visit: string, revision = 1): string {
    return this.parcels.get(`${visit}/${revision}`)?.state ?? "forgotten";
  }

  get pause() {
    return this.notes.pause;
  }

  private shelf(isDead: () => boolean): Shelf {
    const write = async <T>(work: () => T): Promise<T> => {
      if (isDead()) return never();
      if (this.isFull) throw new DOMException("full", "QuotaExceededError");
      const death = this.death();
      if (death !== "before") {
        const value = work();
        if (!death) return value;
      }
      this.kill();
      return never();
    };
    const read = async <T>(work: () => T): Promise<T> => (isDead() ? never() : work());
    const nothing = () => undefined;
    return {
      person: this.person,
      evicted: () => this.isEvicted,
      confessed: () => write(nothing),
      parcels: () => read(() => [...this.parcels.values()]),
      keepParcel: (parcel) => write(() => void this.parcels.set(keyOf(parcel), parcel)),
      sealedBytes: () => read(() => new ArrayBuffer(0)),
      fileBytes: (visit, sha256, _at, length) =>
        read(() => (this.files.has(`${visit}/${sha256}`) ? new ArrayBuffer(length) : null)),
      dropFile: (visit, sha256) => write(() => this.drop(visit, sha256)),
      forget: (parcel) =>
        write(() => {
          this.parcels.delete(keyOf(parcel));
          this.forgotten.push(keyOf(parcel));
        }),
      reopen: (back) => write(() => void this.reopened.push(back)),
      recall: (recalled) => write(() => void this.recalled.push(recalled)),
      notes: () => read(() => this.notes),
      keepNotes: (news) => write(() => void Object.assign(this, { notes: { ...this.notes, ...news } })),
      countStart: () =>
        write(() => {
          this.notes = { ...this.notes, starts: this.notes.starts + 1 };
          return this.notes.starts;
        }),
      keepBriefing: () => write(nothing),
      keepClock: () => write(nothing),
      editionsHeld: () => read(() => this.editions),
      keepEdition: (sha256) => write(() => Boolean(this.editions.add(sha256))),
    };
  }

  private drop(visit: string, sha256: string): void {
    if (!this.files.delete(`${visit}/${sha256}`)) return;
    const sightings = [...this.sightings].flatMap(([key, all]) => (key.startsWith(`${visit}/`) ? all : []));
    this.dropped.push({ visit, sha256, sightings });
  }

  /** A call over this world's network: late, lost, doubled, or answered by somebody else. */
  private async over<T>(call: Call, arrive: () => Outcome<T>, isDead: () => boolean): Promise<Outcome<T>> {
    this.calls.push(call);
    const fault = this.fault(call);
    await this.world.sleep(this.world.between(20, 400));
    if (fault === "drop") return this.late(isDead);
    if (fault === "portal") return this.home({ kind: "ok", value: { hello: "guest" } as T }, isDead);
    if (typeof fault === "object" && fault) return this.home(fault, isDead);
    if (this.signedIn === null) return this.home(problem(401, "not_signed_in"), isDead);
    if (fault === "twice") this.world.after(this.world.between(1, 90_000), () => void arrive());
    const outcome = arrive();
    if (fault === "mute") return this.late(isDead);
    await this.world.sleep(this.world.between(20, 400));
    return this.home(outcome, isDead);
  }

  private async late(isDead: () => boolean): Promise<Outcome<never>> {
    await this.world.sleep(20_000);
    return this.home<never>({ kind: "lost" }, isDead);
  }

  private home<T>(outcome: Outcome<T>, isDead: () => boolean): Promise<Outcome<T>> {
    return isDead() ? never() : Promise.resolve(outcome);
  }

  /** Notes what a receipt tells, once it is on the phone. */
  private async seen<T>(coming: Promise<Outcome<T>>): Promise<Outcome<T>> {
    const outcome = await coming;
    const receipts = outcome.kind === "ok" ? [outcome.value].flat() : [];
    for (const receipt of receipts as (Receipt | undefined)[]) {
      if (receipt?.state !== "complete") continue;
      const all = this.sightings.get(keyOf(receipt)) ?? [];
      this.sightings.set(keyOf(receipt), [...all, { at: this.world.now, start: this.notes.starts }]);
    }
    return outcome;
  }

  private wire(isDead: () => boolean): Wire {
    const { hq } = this;
    const over = <T>(call: Call, arrive: () => Outcome<T>) => this.over(call, arrive, isDead);
    return {
      session: () => this.session,
      brief: ({ etag }) => over({ do: "brief" }, () => hq.brief(this.signedIn ?? "", etag)),
      edition: (sha256) => over({ do: "edition", sha256 }, () => ({ kind: "ok", value: new ArrayBuffer(0) })),
      putVisit: (parcel) => this.seen(over({ do: "putVisit", visit: parcel.visit }, () => hq.put(parcel))),
      receipts: (parcels) => this.seen(over({ do: "receipts" }, () => hq.receipts(parcels))),
      blobOffset: (visit, sha256) =>
        over({ do: "blobOffset", visit, sha256 }, () => hq.offset(visit, sha256)),
      patchBlob: (visit, sha256, { offset, bytes }) =>
        over({ do: "patchBlob", visit, sha256, size: bytes.byteLength }, () =>
          hq.patch(visit, sha256, offset, bytes.byteLength),
        ),
      putBlob: (visit, sha256, bytes) =>
        over({ do: "putBlob", visit, sha256, size: bytes.byteLength }, () =>
          hq.putBlob(visit, sha256, bytes.byteLength),
        ),
      report: async (kind) => {
        hq.reports.push(kind);
        return { kind: "ok", value: null };
      },
    };
  }
}
