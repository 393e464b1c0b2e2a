import { openStore, type Store } from "../../store";
import { type Runner, startRunner } from "../../sync";
import type { World } from "../../sync/testing/world";
import { Killed, watch } from "./disks";
import { lineTo, type Speaker } from "./line";
import type { Vault } from "./vault";

const SERVER = "storm.test";
const MINUTE = 60_000;
const never = <T>(): Promise<T> => new Promise(() => undefined);

/** The chances of one write, or one transaction, to go wrong. */
export interface Dangers {
  death: number;
  quota: number;
  closed: number;
}

/** One life of the page: from its start until it is killed. */
interface Page {
  readonly store: Store;
  readonly died: Promise<void>;
}

/** The phone's own engine and store, over a disk that fails and a line that fails. */
export class StormPhone {
  readonly database: string;
  readonly speaker: Speaker;
  readonly dangers: Dangers = { death: 0, quota: 0, closed: 0 };
  /** milliseconds by which its clock is off */
  skew = 0;
  page: Page | null = null;
  runner: Runner | null = null;
  /** what the page said of its disk */
  readonly troubles: unknown[] = [];
  readonly dropped: string[] = [];
  wasEvicted = false;
  private isDown = false;
  private life = 0;
  private die: () => void = () => undefined;

  constructor(
    readonly world: World,
    readonly hq: Vault,
    readonly person: string,
  ) {
    this.database = `encore:${SERVER}:${person}`;
    this.speaker = { badness: 0, session: person, signedIn: person };
    watch(this.database, { began: () => this.begins(), wrote: () => this.writes() });
  }

  private begins(): boolean {
    if (this.isDown) throw new Killed();
    return this.world.chance() < this.dangers.closed;
  }

  private writes(): "AbortError" | "QuotaExceededError" | null {
    const { death, quota } = this.dangers;
    const dice = this.world.chance();
    if (dice < death) {
      this.kill();
      return "AbortError";
    }
    return dice < death + quota ? "QuotaExceededError" : null;
  }

  /** Starts the app, if it isn't running. */
  async start(): Promise<void> {
    if (this.page) return;
    this.isDown = false;
    this.life += 1;
    const mine = this.life;
    const isDead = () => mine !== this.life;
    const died = new Promise<void>((done) => {
      this.die = done;
    });
    const opened = await this.working(openStore(this.person, SERVER)).catch(() => null);
    if (isDead()) return opened?.close();
    if (!opened) return this.later();
    this.wasEvicted ||= opened.evicted();
    this.page = { store: this.guarded(opened, isDead), died };
    this.runner = this.run(this.page.store, isDead);
  }

  private run(store: Store, isDead: () => boolean): Runner {
    const around = this.world.around(this.person, isDead, new Set());
    const now = () => ({ ...around.now(), wall: around.now().wall + this.skew });
    return startRunner({
      ...{ wire: lineTo(this.hq, this.world, this.speaker, isDead), shelf: store, build: "1" },
      around: { ...around, now },
      changed: () => undefined,
      troubled: (error) => this.troubles.push(error),
    });
  }

  /** The page is killed, whatever it does; the person opens it again in a while. */
  kill(): void {
    this.life += 1;
    this.isDown = true;
    this.page = this.runner = null;
    this.die();
    this.later();
  }

  private later(): void {
    this.page = null;
    this.world.after(this.world.between(1, 5 * MINUTE), () => void this.start());
  }

  /** This world's time stands still while a disk works. */
  private async working<T>(work: Promise<T>): Promise<T> {
    this.world.busy += 1;
    try {
      return await work;
    } finally {
      this.world.busy -= 1;
    }
  }

  /** The store as one page has it: nothing comes back to a page that is dead, and it may die as something does. */
  private guarded(store: Store, isDead: () => boolean): Store {
    const call = async (name: string, work: (...values: unknown[]) => unknown, values: unknown[]) => {
      if (isDead()) return never();
      if (name === "dropFile") this.dropped.push(String(values[1]));
      const value = await this.working(Promise.resolve(work(...values))).catch((error: unknown) => {
        if (!isDead()) throw error;
      });
      if (!isDead() && this.world.chance() < this.dangers.death / 2) this.kill();
      return isDead() ? never() : value;
    };
    return new Proxy(store, {
      get: (all, name: keyof Store) => {
        const member = all[name];
        if (typeof member !== "function" || name === "evicted" || name === "close") return member;
        const work = member as (...values: unknown[]) => unknown;
        return (...values: unknown[]) => call(name, work, values);
      },
    });
  }
}
