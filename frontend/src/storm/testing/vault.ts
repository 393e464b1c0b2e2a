import { createHash } from "node:crypto";
import type { Parcel } from "../../domain/parcel";
import type { Outcome } from "../../domain/wire";
import { Hq, problem } from "../../sync/testing/hq";

const hashOf = (bytes: Uint8Array): string => createHash("sha256").update(bytes).digest("hex");

/** What a phone sealed, as far as HQ reads it. */
export interface Envelope {
  readonly visit: string;
  readonly assignment: string;
  readonly answers: Readonly<Record<string, unknown>>;
  readonly blobs: readonly { readonly sha256: string; readonly bytes: number; readonly mime: string }[];
}

/** HQ as sync.md describes it, with the bytes themselves: it believes nothing that doesn't hash. */
export class Vault extends Hq {
  private sealed = new Map<string, Uint8Array>();
  private files = new Map<string, Uint8Array>();

  putVisit(parcel: Parcel, bytes: ArrayBuffer): Outcome<unknown> {
    const content = new Uint8Array(bytes);
    if (hashOf(content) !== parcel.sha256) return problem(422, "digest_mismatch");
    const outcome = this.put({ ...parcel, blobs: this.envelope(content).blobs as Parcel["blobs"] });
    const key = `${parcel.visit}/${parcel.revision}`;
    if (outcome.kind === "ok" && !this.sealed.has(key)) this.sealed.set(key, content.slice());
    return outcome;
  }

  patchBlob(visit: string, sha256: string, offset: number, bytes: ArrayBuffer): Outcome<number> {
    const outcome = this.patch(visit, sha256, offset, bytes.byteLength);
    if (outcome.kind !== "ok") return outcome;
    const before = this.files.get(sha256)?.slice(0, offset) ?? new Uint8Array();
    this.files.set(sha256, Buffer.concat([before, new Uint8Array(bytes)]));
    const isWhole = this.receipts([]).kind === "ok" && this.isWhole(visit, sha256);
    return isWhole && !this.hasFile(sha256) ? this.startAgain(sha256) : outcome;
  }

  putWhole(visit: string, sha256: string, bytes: ArrayBuffer): Outcome<unknown> {
    if (hashOf(new Uint8Array(bytes)) !== sha256) return problem(422, "blob_wrong_hash");
    const outcome = this.putBlob(visit, sha256, bytes.byteLength);
    if (outcome.kind === "ok") this.files.set(sha256, new Uint8Array(bytes).slice());
    return outcome;
  }

  private isWhole(visit: string, sha256: string): boolean {
    const promised = [...this.held]
      .filter(([key]) => key.startsWith(`${visit}/`))
      .flatMap(([, one]) => one.promised);
    return promised.some((one) => one.sha256 === sha256 && one.bytes === this.offsets.get(sha256));
  }

  private startAgain(sha256: string): Outcome<never> {
    this.offsets.set(sha256, 0);
    this.files.delete(sha256);
    return problem(422, "blob_wrong_hash");
  }

  /** Whether these very bytes are here. */
  hasFile(sha256: string): boolean {
    const bytes = this.files.get(sha256);
    return bytes !== undefined && hashOf(bytes) === sha256;
  }

  private envelope(bytes: Uint8Array): Envelope {
    return JSON.parse(new TextDecoder().decode(bytes)) as Envelope;
  }

  /** The visits of an assignment, each with the state of its receipt. */
  visitsOf(assignment: string): { readonly envelope: Envelope; readonly state: string }[] {
    const all = [...this.held.keys()].map((key) => ({
      key,
      envelope: this.envelope(this.sealed.get(key) ?? new Uint8Array()),
    }));
    return all
      .filter(({ envelope }) => envelope.assignment === assignment)
      .map(({ key, envelope }) => {
        const [visit = "", revision] = key.split("/");
        return { envelope, state: this.receipt({ visit, revision: Number(revision) })?.state ?? "" };
      });
  }

  /** Last night's backup of everything. */
  copy() {
    return { rows: this.backup(), sealed: new Map(this.sealed), files: new Map(this.files) };
  }

  /** The backup takes the server's place, under another epoch. */
  bringBack({ rows, sealed, files }: ReturnType<Vault["copy"]>, epoch: string): void {
    this.restore(rows, epoch);
    this.sealed = new Map(sealed);
    this.files = new Map(files);
  }
}
