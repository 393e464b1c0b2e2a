import { expect, test } from "vitest";
import { DAY, HOUR, MINUTE } from "./patience";
import { Hq, problem } from "./testing/hq";
import { type Call, type Fault, Phone } from "./testing/phone";
import { World } from "./testing/world";

const SEEDS = 100;
const TROUBLED = 100 * MINUTE;
const SIZES = [1000, 90_000, 262_144, 262_145, 900_000];

/** What a bad day does to one call. */
function mishap(world: World, badness: number): Fault | null {
  if (world.chance() > badness) return null;
  const faults: (Fault | null)[] = [
    ...(["drop", "mute", "mute", "twice", "portal"] as const),
    { kind: "lost" },
    problem(503, "unavailable", world.between(1, 120) * 1000),
    problem(500, "server_error"),
    problem(429, "too_many"),
  ];
  return faults[world.between(0, faults.length - 1)] ?? null;
}

/** Hours in which everything goes wrong: kills at writes, lost, doubled and foreign answers. */
function troubles(world: World, phone: Phone): void {
  const badness = world.chance() * 0.7;
  const deadliness = world.chance() * 0.08;
  phone.fault = (call: Call) => mishap(world, call.do === "report" ? 0 : badness);
  phone.death = () => {
    if (world.chance() >= deadliness) return null;
    world.after(world.between(1, 10 * MINUTE), () => phone.runner ?? phone.start());
    return world.chance() < 0.5 ? "before" : "after";
  };
  world.after(world.between(0, TROUBLED / 2), () => Object.assign(phone, { signedIn: null }));
  world.after(world.between(TROUBLED / 2, TROUBLED), () => {
    Object.assign(phone, { signedIn: phone.person, session: `${phone.person} again` });
  });
}

function peace(phone: Phone): void {
  phone.fault = () => null;
  phone.death = () => null;
  if (!phone.runner) phone.start();
  void phone.runner?.wake("online");
}

/** Shoppers seal visits through the day; returns how many. */
function day(world: World, phones: readonly Phone[]): string[] {
  return phones.flatMap((phone) => {
    troubles(world, phone);
    phone.start();
    return Array.from({ length: world.between(1, 3) }, (_, n) => {
      const visit = `${phone.person}-${n}`;
      const photos = Array.from({ length: world.between(0, 3) }, () => SIZES[world.between(0, 4)] ?? 1);
      world.after(world.between(0, 0.8 * TROUBLED), () => phone.seal(visit, photos));
      return visit;
    });
  });
}

async function lived(seed: number, isRestored: boolean) {
  const world = new World(seed);
  const hq = new Hq(() => world.now);
  const phones = ["sasha", "sam"].map((person) => new Phone(world, hq, person));
  for (const phone of phones) phone.session = phone.signedIn = phone.person;
  const visits = day(world, phones);
  const backup = hq.backup();
  await world.pass(TROUBLED);
  // photos deleted by the law before the backup came back are nobody's to give; their answers are
  const gone = new Set(isRestored ? phones.flatMap((phone) => phone.dropped.map((one) => one.visit)) : []);
  if (isRestored) hq.restore(backup, "second");
  phones.forEach(peace);
  await world.pass(HOUR / 2);
  return { world, hq, phones, visits, gone };
}

type Lived = Awaited<ReturnType<typeof lived>>;

/** Every sealed visit is with HQ once and whole, whatever the day was like. */
function allReceived(seed: number, { hq, visits, gone }: Lived): void {
  for (const visit of visits) {
    const state = hq.receipt({ visit, revision: 1 })?.state;
    const whole = gone.has(visit) ? "awaiting_blobs" : "complete";
    expect([seed, visit, state, hq.stored.get(`${visit}/1`)]).toEqual([seed, visit, whole, 1]);
  }
  expect([seed, hq.held.size, hq.conflicts]).toEqual([seed, visits.length, []]);
}

/** Photos are gone from the phone, and went only after two receipts of two starts, or a day apart. */
function allVerified(seed: number, phone: Phone, gone: ReadonlySet<string>): void {
  const whole = [...phone.parcels.values()].filter((parcel) => !gone.has(parcel.visit));
  for (const parcel of whole)
    expect([seed, parcel.visit, parcel.state]).toEqual([seed, parcel.visit, "verified"]);
  const left = [...phone.files.keys()].filter((file) => !gone.has(file.split("/")[0] ?? ""));
  expect([seed, left]).toEqual([seed, []]);
  for (const { sightings } of phone.dropped) {
    const [first, last] = [sightings[0], sightings.at(-1)];
    expect(first && last && (last.start > first.start || last.at - first.at >= DAY)).toBe(true);
  }
}

test.each([
  ["without", false],
  ["with", true],
])(
  `${SEEDS} bad days %s a restored backup: every visit complete exactly once`,
  async (_name, isRestored) => {
    for (let seed = 1; seed <= SEEDS; seed += 1) {
      const day = await lived(seed, isRestored);
      allReceived(seed, day);
      // a day for some, a later start for all
      if (seed % 25 === 0) await day.world.pass(DAY + HOUR);
      for (const phone of day.phones) {
        phone.kill();
        phone.start();
      }
      await day.world.pass(5 * MINUTE);
      for (const phone of day.phones) allVerified(seed, phone, day.gone);
    }
  },
  180_000,
);
