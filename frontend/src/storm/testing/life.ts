import { World } from "../../sync/testing/world";
import { erase, freshDisks, losePiece, repeatable } from "./disks";
import { StormPhone } from "./phone";
import { type Plan, planned, record } from "./shopper";
import { Vault } from "./vault";

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const TROUBLED = 100 * MINUTE;
const SIZES = [900, 40_000, 262_144, 262_145, 300_000];

/** What one seed came to. `broken` holds a sentence for each law that was broken; empty: all held. */
export interface Lived {
  readonly seed: number;
  readonly visits: number;
  readonly photos: number;
  readonly broken: string[];
}

interface Phones {
  readonly phone: StormPhone;
  readonly plans: readonly Plan[];
  /** visits that nobody holds: sealed and not with HQ, or only until its restore, when the browser erased all */
  readonly erased: Set<string>;
  /** visits of which a row was lost */
  readonly wounded: Set<string>;
}

/** Everything that happens to one phone in its troubled hours. */
function troubles(world: World, one: Phones, isRestored: boolean): void {
  const { phone } = one;
  phone.speaker.badness = world.chance() * 0.6;
  const bad = world.chance();
  Object.assign(phone.dangers, {
    death: bad * 0.03,
    quota: world.chance() * 0.02,
    closed: world.chance() * 0.05,
  });
  world.after(world.between(0, TROUBLED / 2), () => Object.assign(phone.speaker, { signedIn: null }));
  world.after(world.between(TROUBLED / 2, TROUBLED), () =>
    Object.assign(phone.speaker, { signedIn: phone.person, session: `${phone.person} again` }),
  );
  if (world.chance() < 0.3) world.after(world.between(0, TROUBLED), () => jump(world, phone));
  if (world.chance() < 0.3) world.after(world.between(0, TROUBLED), () => void loses(world, one));
  if (world.chance() < 0.1) world.after(world.between(0, TROUBLED), () => void evicts(one, isRestored));
}

function jump(world: World, phone: StormPhone): void {
  phone.skew = world.between(-3, 3) * DAY;
}

async function loses(world: World, { phone, wounded }: Phones): Promise<void> {
  world.busy += 1;
  const lost = await losePiece(phone.database, world.chance).finally(() => {
    world.busy -= 1;
  });
  if (lost) wounded.add(lost.visit);
}

async function evicts({ phone, plans, erased }: Phones, isRestored: boolean): Promise<void> {
  const { hq, world } = phone;
  world.busy += 1;
  phone.kill();
  for (const plan of plans) {
    const isThere = hq.visitsOf(plan.assignment).some(({ state }) => state === "complete");
    if (plan.sealed !== null && (isRestored || !isThere)) erased.add(plan.assignment);
  }
  await erase(phone.database);
  world.busy -= 1;
}

function begin(world: World, hq: Vault, seed: number, n: number, isRestored: boolean): Phones {
  const phone = new StormPhone(world, hq, `${seed}-${n}`);
  const plans = Array.from({ length: world.between(1, 3) }, (_, at) => {
    const sizes = Array.from({ length: world.between(0, 3) }, () => SIZES[world.between(0, 4)] ?? 1);
    return planned(`${seed}-${n}-${at}`, sizes);
  });
  const one = { phone, plans, erased: new Set<string>(), wounded: new Set<string>() };
  troubles(world, one, isRestored);
  void phone.start();
  for (const plan of plans) world.after(world.between(0, 0.6 * TROUBLED), () => void record(phone, plan));
  return one;
}

function peace({ phone }: Phones): void {
  phone.speaker.badness = phone.skew = 0;
  Object.assign(phone.dangers, { death: 0, quota: 0, closed: 0 });
  Object.assign(phone.speaker, { signedIn: phone.person, session: `${phone.person} again` });
}

/** What a person does about a visit that HQ refused: she sends it again by hand. */
async function again({ phone }: Phones): Promise<void> {
  const parcels = (await phone.page?.store.parcels()) ?? [];
  for (const parcel of parcels.filter(({ state }) => state === "parked")) await phone.runner?.again(parcel);
}

/** Lives through one seed: hours of trouble, then peace, then a later start; and looks what is left. */
export async function live(seed: number): Promise<Lived> {
  freshDisks();
  const world = new World(seed);
  const letGo = repeatable(new World(-seed).chance, () => world.now);
  const hq = new Vault(() => world.now);
  const isRestored = world.chance() < 0.3;
  const all = [0, 1].map((n) => begin(world, hq, seed, n, isRestored));
  let backup = hq.copy();
  world.after(world.between(0, TROUBLED / 2), () => {
    backup = hq.copy();
  });
  await world.pass(TROUBLED);
  const gone = new Set(isRestored ? all.flatMap(({ phone }) => phone.dropped) : []);
  if (isRestored) hq.bringBack(backup, "second");
  all.forEach(peace);
  await world.pass(HOUR);
  for (const one of all) void again(one);
  await world.pass(HOUR);
  for (const { phone } of all) phone.kill();
  await world.pass(HOUR);
  const broken = all.flatMap((one) => [...received(one, hq, gone), ...told(one, hq)]);
  const photos = all.flatMap(({ plans }) => plans.flatMap((plan) => plan.photos)).length;
  const kept = await Promise.all(all.map((one) => verified(world, one, hq, gone)));
  for (const { phone } of all) phone.page?.store.close();
  letGo();
  return {
    seed,
    visits: all.flatMap(({ plans }) => plans).length,
    photos,
    broken: [...broken, ...kept.flat()],
  };
}

/** Every visit that was sealed is with HQ exactly once, with every answer and every byte. */
function* received(
  { plans, erased, wounded }: Phones,
  hq: Vault,
  gone: ReadonlySet<string>,
): Generator<string> {
  for (const plan of plans) {
    const { assignment } = plan;
    const found = hq.visitsOf(assignment);
    const [first] = found;
    if (plan.sealed === null) yield `${assignment} was never sealed`;
    if (erased.has(assignment)) continue;
    if (found.length !== 1 || !first) {
      yield `${assignment} is with HQ ${found.length} times`;
      continue;
    }
    const { envelope, state } = first;
    for (const [name, value] of Object.entries(plan.answers)) {
      if (envelope.answers[name] !== value) yield `${assignment} lost its answer ${name}`;
    }
    const hashes = new Set(envelope.blobs.map((blob) => blob.sha256));
    if (plan.photos.some(({ sha256 }) => !hashes.has(sha256)))
      yield `${assignment} lost a photo before sealing`;
    const excused = wounded.has(envelope.visit) || [...hashes].some((sha256) => gone.has(sha256));
    if (state !== "complete" && !excused) yield `${assignment} is ${state}`;
    const isLess = [...hashes].some((sha256) => !hq.hasFile(sha256));
    if (state === "complete" && isLess) yield `${assignment} is called complete, and bytes are missing`;
  }
}

/** What the phone lost was said: to its person, and to HQ. */
function* told({ phone, wounded, erased, plans }: Phones, hq: Vault): Generator<string> {
  if (erased.size > 0 && !phone.wasEvicted) yield `${phone.person} does not know that it was erased`;
  if (erased.size > 0 && !hq.reports.includes(`evicted ${phone.person}`))
    yield "HQ was not told of the erasing";
  for (const plan of plans) {
    for (const { envelope, state } of hq.visitsOf(plan.assignment)) {
      const isSilent = !hq.reports.includes(`file_gone ${envelope.visit}`);
      if (wounded.has(envelope.visit) && state !== "complete" && isSilent && !erased.has(plan.assignment)) {
        yield `HQ was not told that a photo of ${plan.assignment} is gone`;
      }
    }
  }
}

/** At a later start everything that HQ holds is verified, and photos went only where HQ has them. */
async function verified(
  world: World,
  { phone, wounded }: Phones,
  hq: Vault,
  gone: ReadonlySet<string>,
): Promise<string[]> {
  const broken = phone.dropped.filter((sha256) => !gone.has(sha256) && !hq.hasFile(sha256));
  const looking = phone.page?.store.parcels();
  await world.pass(1);
  const parcels = (await looking) ?? [];
  const left = parcels.filter((parcel) => {
    const excused = wounded.has(parcel.visit) || parcel.blobs.some((blob) => gone.has(blob.sha256));
    return parcel.state !== "verified" && !excused;
  });
  return [
    ...broken.map((sha256) => `${phone.person} deleted ${sha256}, which HQ does not have`),
    ...left.map((parcel) => `${phone.person}: ${parcel.visit} is ${parcel.state}`),
  ];
}
