import { beforeEach } from "vitest";
import { standing } from "../../domain/parcel";
import { MINUTE } from "../patience";
import { Hq } from "./hq";
import { type Call, type Fault, Phone } from "./phone";
import { World } from "./world";

/** Sasha's phone, HQ and the world between them, new for each test. */
export class Stage {
  world = new World();
  hq = new Hq(() => this.world.now);
  sasha = new Phone(this.world, this.hq);

  /** What Sasha reads about a visit. */
  stands(visit: string, revision = 1): string | undefined {
    const parcel = this.sasha.parcels.get(`${visit}/${revision}`);
    return parcel && standing(parcel, this.sasha.pause).is;
  }

  /** The next `n` calls of a kind meet a fault. */
  next(n: number, kind: Call["do"], fault: Fault): void {
    let left = n;
    this.sasha.fault = (call) => (call.do === kind && left-- > 0 ? fault : null);
  }

  /** The app is started anew, and then has time to do its work. */
  async laterStart(): Promise<void> {
    this.sasha.kill();
    await this.world.pass(2 * MINUTE);
    this.sasha.start();
    await this.world.pass(5 * MINUTE);
  }
}

/** A stage that is set anew before each test of the file. */
export function staged(): Stage {
  const on = new Stage();
  beforeEach(() => void Object.assign(on, new Stage()));
  return on;
}
