import { parseArgs } from "node:util";
import { live } from "../src/storm/testing/life";

/** `npm run storm -- --seed 17` lives through that one; with `--seeds 1000`, through so many from there on. */
const { values } = parseArgs({
  options: { seeds: { type: "string" }, seed: { type: "string" } },
});
const first = Number(values.seed ?? 1);
const count = Number(values.seeds ?? (values.seed === undefined ? 100 : 1));
const began = Date.now();
let [visits, photos, broken] = [0, 0, 0];

const say = (line: string): void => void process.stdout.write(`${line}\n`);

for (let seed = first; seed < first + count; seed += 1) {
  const lived = await live(seed);
  visits += lived.visits;
  photos += lived.photos;
  broken += lived.broken.length > 0 ? 1 : 0;
  for (const sentence of lived.broken) say(`seed ${seed}: ${sentence}`);
  if (lived.broken.length > 0) say(`  again: npm --prefix frontend run storm -- --seed ${seed}`);
}

const seconds = Math.round((Date.now() - began) / 1000);
say(`${count} seeds, ${visits} visits, ${photos} photos, ${seconds} s: ${broken || "no"} seed broke a law`);
process.exit(broken > 0 ? 1 : 0);
