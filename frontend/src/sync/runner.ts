import { keyOf, type Parcel, type Pause } from "../domain/parcel";
import { attempt } from "./attempt";
import type { Cause, Outbox } from "./outbox";
import { MINUTE } from "./patience";
import type { Parts } from "./perform";

export interface RunnerParts extends Parts {
  /** name of this build of the app */
  readonly build: string;
  /** called after every change of a parcel, the pause or the briefing, in every tab of this person */
  readonly changed: () => void;
  /** called when this phone's disk refuses (quota, eviction): to be said plainly; the queue tries again */
  readonly troubled?: (error: unknown) => void;
  /** what else is sent once nothing of the visits is due, while no other tab sends and the session is hers */
  readonly afterwards?: () => Promise<void>;
}

export interface Runner {
  /** starts an attempt, or lets the one that is running know; resolves when the queue rests */
  wake(cause: Cause): Promise<void>;
  /** offers a parked revision again, at the person's wish */
  again(parcel: Pick<Parcel, "visit" | "revision">): Promise<void>;
  /** why nothing is sent, if so */
  pause(): Promise<Pause | null>;
  stop(): void;
}

export type Happening =
  | { readonly is: "woke"; readonly cause: Cause }
  | { readonly is: "again"; readonly key: string };

const CHANGED = "changed";
const SOON = 5000;

/**
 * The queue of one person: starts working at once, and goes on until stopped. It reads the rows anew for
 * each attempt, and attempts under a lock, so that of many tabs one sends.
 */
export const startRunner = (parts: RunnerParts): Runner => new Queue(parts);

class Queue implements Runner {
  private readonly name: string;
  private readonly line: { say(word: string): void; close(): void };
  private readonly unheed: () => void;
  private readonly happened: Happening[] = [];
  private running: Promise<void> | null = null;
  private start: number | null = null;
  private stopped = false;
  private hasConfessed = false;
  private outbox: Outbox | null = null;
  private callOff = () => {};

  constructor(private readonly parts: RunnerParts) {
    const { shelf, around } = parts;
    this.name = `encore-queue:${shelf.person}`;
    this.line = around.channel(this.name, (word) => this.heard(word));
    this.unheed = around.awakenings((cause) => void this.wake(cause));
    void this.wake("start");
  }

  wake(cause: Cause): Promise<void> {
    return this.happen({ is: "woke", cause });
  }

  again(parcel: Pick<Parcel, "visit" | "revision">): Promise<void> {
    return this.happen({ is: "again", key: keyOf(parcel) });
  }

  async pause(): Promise<Pause | null> {
    return (await this.parts.shelf.notes()).pause;
  }

  stop(): void {
    this.stopped = true;
    this.callOff();
    this.unheed();
    this.line.close();
  }

  private heard(word: string): void {
    if (word === CHANGED) this.parts.changed();
    else if (this.running) this.happened.push(JSON.parse(word) as Happening);
  }

  private changed(): void {
    this.parts.changed();
    if (!this.stopped) this.line.say(CHANGED);
  }

  private happen(one: Happening): Promise<void> {
    const byHand = one.is === "again" || one.cause === "hand";
    if (this.stopped) return Promise.resolve();
    if (!byHand && !this.parts.around.online()) {
      this.rest(null);
      return Promise.resolve();
    }
    this.happened.push(one);
    this.running ??= this.run();
    return this.running;
  }

  private async run(): Promise<void> {
    const { around, troubled, wire } = this.parts;
    this.rest(null);
    try {
      const ran = await around.alone(this.name, () => this.work());
      if (!ran) this.leaveToOther();
    } catch (error) {
      this.happened.length = 0;
      troubled?.(error);
      void wire.report("storage", { error: String(error) });
      // the next waking may have come, and gone with the rest, while this attempt was at work
      this.rest(null);
    } finally {
      // what came while the lock was being let go
      this.running = this.happened.length > 0 && !this.stopped ? this.run() : null;
    }
  }

  /** Another tab is sending: it is told, and does it; if it was just about to end, this one does. */
  private leaveToOther(): void {
    for (const one of this.happened.splice(0)) this.line.say(JSON.stringify(one));
    this.rest(this.parts.around.now().wall + SOON);
  }

  private async work(): Promise<void> {
    this.start ??= await this.parts.shelf.countStart();
    await this.confess();
    const began = { before: this.outbox, start: this.start };
    const meanwhile = { happened: this.happened, isStopped: () => this.stopped };
    const parts = { ...this.parts, changed: () => this.changed() };
    this.outbox = await attempt(parts, began, meanwhile, (until) => this.rest(until));
  }

  /** HQ learns that this phone lost what was on it, as soon as it can be told. */
  private async confess(): Promise<void> {
    if (this.hasConfessed || !this.parts.shelf.evicted()) return;
    this.hasConfessed = (await this.parts.wire.report("evicted", {})).kind === "ok";
    if (this.hasConfessed) await this.parts.shelf.confessed();
  }

  private rest(until: number | null): void {
    this.callOff();
    const wait =
      until === null ? MINUTE : Math.min(MINUTE, Math.max(0, until - this.parts.around.now().wall));
    if (this.stopped) return;
    this.callOff = this.parts.around.after(wait, () => void this.wake("minute"));
  }
}
