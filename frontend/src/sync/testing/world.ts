import type { Moment } from "../../domain/moment";
import type { Surroundings } from "../ports";

/** A world with a clock and dice of its own: what takes days there takes milliseconds here. */
export class World {
  now = Date.UTC(2026, 2, 11, 14);
  private readonly plans: { at: number; call: () => void }[] = [];
  private readonly lines = new Map<string, Set<(word: string) => void>>();
  private readonly locked = new Map<string, { isDead: () => boolean }>();

  /** work that takes no time of this world's (a disk's, a hash's) and must be over before time goes on */
  busy = 0;

  constructor(private seed = 1) {}

  /** A number in [0, 1): mulberry32, the same for the same seed. */
  chance = (): number => {
    this.seed = (this.seed + 0x6d2b79f5) | 0;
    let t = Math.imul(this.seed ^ (this.seed >>> 15), 1 | this.seed);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };

  between = (low: number, high: number): number => low + Math.floor(this.chance() * (high - low + 1));

  moment(): Moment {
    return {
      at: new Date(this.now).toISOString(),
      ...{ wall: this.now, monotonic: this.now, origin: 0, zone: "Europe/Paris" },
    };
  }

  after(ms: number, call: () => void): () => void {
    const plan = { at: this.now + Math.max(0, ms), call };
    this.plans.push(plan);
    return () => {
      const found = this.plans.indexOf(plan);
      if (found >= 0) this.plans.splice(found, 1);
    };
  }

  sleep = (ms: number): Promise<void> => new Promise((awake) => void this.after(ms, awake));

  /** Lets time pass, one plan after another, until `until` says so or `most` milliseconds are over. */
  async pass(most: number, until: () => boolean = () => false): Promise<void> {
    const end = this.now + most;
    for (;;) {
      do await settled();
      while (this.busy > 0);
      if (until()) return;
      this.plans.sort((a, b) => a.at - b.at);
      const next = this.plans[0];
      if (!next || next.at > end) break;
      this.plans.shift();
      this.now = Math.max(this.now, next.at);
      next.call();
    }
    this.now = end;
  }

  /** The surroundings of one page, until it is killed (`isDead`). */
  around(
    device: string,
    isDead: () => boolean,
    wake: Set<(cause: "online" | "foreground") => void>,
  ): Surroundings {
    return {
      now: () => this.moment(),
      chance: this.chance,
      online: () => true,
      alone: (name, work) => this.alone(`${device}:${name}`, isDead, work),
      after: (ms, call) => this.after(ms, () => isDead() || call()),
      awakenings: (call) => {
        wake.add(call);
        return () => wake.delete(call);
      },
      channel: (name, heard) => this.channel(`${device}:${name}`, (word) => isDead() || heard(word)),
    };
  }

  /** A killed page lets its lock go, as a browser's does. */
  private async alone(name: string, isDead: () => boolean, work: () => Promise<void>): Promise<boolean> {
    const holder = this.locked.get(name);
    if (holder && !holder.isDead()) return false;
    const hold = { isDead };
    this.locked.set(name, hold);
    try {
      await work();
      return true;
    } finally {
      if (this.locked.get(name) === hold) this.locked.delete(name);
    }
  }

  private channel(name: string, heard: (word: string) => void) {
    const ears = this.lines.get(name) ?? new Set();
    this.lines.set(name, ears.add(heard));
    const say = (word: string) => {
      for (const ear of ears) if (ear !== heard) ear(word);
    };
    return { say, close: () => void ears.delete(heard) };
  }
}

/** Every promise that can go on has gone on. */
const settled = (): Promise<void> => new Promise((done) => setImmediate(done));
