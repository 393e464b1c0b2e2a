import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { parseArgs } from "node:util";
import { live } from "../src/storm/testing/life";

/** What so many seeds from `first` on came to; `broken` names those that broke a law. */
interface Came {
  readonly first: number;
  readonly seeds: number;
  visits: number;
  photos: number;
  seconds: number;
  readonly broken: number[];
}

/** One line for each run that was kept; npm runs this in `frontend`. */
const KEPT = "../docs/seeds.jsonl";

const say = (line: string): void => void process.stdout.write(`${line}\n`);

async function lived(first: number, seeds: number): Promise<Came> {
  const began = Date.now();
  const came: Came = { first, seeds, visits: 0, photos: 0, seconds: 0, broken: [] };
  for (let seed = first; seed < first + seeds; seed += 1) {
    const { visits, photos, broken } = await live(seed);
    came.visits += visits;
    came.photos += photos;
    if (broken.length === 0) continue;
    came.broken.push(seed);
    for (const sentence of broken) say(`seed ${seed}: ${sentence}`);
    say(`  again: npm --prefix frontend run storm -- --seed ${seed}`);
  }
  came.seconds = Math.round((Date.now() - began) / 1000);
  return came;
}

/** Adds the run to those that were kept, in place of an older one of the same seeds. */
function keep(came: Came): void {
  const lines = existsSync(KEPT) ? readFileSync(KEPT, "utf8").trim().split("\n") : [];
  const others = lines
    .map((line) => JSON.parse(line) as Came)
    .filter((one) => one.first !== came.first || one.seeds !== came.seeds);
  const all = [...others, came].sort((a, b) => a.first - b.first || a.seeds - b.seeds);
  writeFileSync(KEPT, all.map((one) => `${JSON.stringify(one)}\n`).join(""));
}

/** `npm run storm -- --seed 17` lives through that one; with `--seeds 1000`, through so many from there on. */
const { values } = parseArgs({
  options: { seeds: { type: "string" }, seed: { type: "string" }, write: { type: "boolean" } },
});
const seeds = Number(values.seeds ?? (values.seed === undefined ? 100 : 1));
const came = await lived(Number(values.seed ?? 1), seeds);
if (values.write) keep(came);
const { visits, photos, seconds, broken } = came;
say(
  `${seeds} seeds, ${visits} visits, ${photos} photos, ${seconds} s: ${broken.length || "no"} seed broke a law`,
);
process.exit(broken.length > 0 ? 1 : 0);
