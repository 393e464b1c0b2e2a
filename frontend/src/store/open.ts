import { once } from "../domain/once";
import { Disk } from "./database";
import { drafts } from "./drafts";
import { glance } from "./glance";
import {
  askToPersist,
  forgetErasing,
  healthOf,
  isErased,
  isRemembered,
  noteErasing,
  remember,
} from "./health";
import { editions, notes } from "./notes";
import type { Rest } from "./rest";
import type { Store } from "./words";

/** The methods whose code is fetched when the first of them is called. */
const LATER: Readonly<Record<keyof Rest, true>> = {
  ...{ keepFile: true, removeFile: true, file: true, fileBytes: true, dropFile: true },
  ...{ seal: true, parcels: true, keepParcel: true, sealedBytes: true, forget: true, erase: true },
  ...{ reopen: true, recall: true, rescue: true },
  ...{ expenses: true, layOut: true, keepExpense: true, dropExpense: true, receiptOf: true },
};

/** Every method of the rest of the store, each of which waits for their code. */
function fetched(rest: () => Promise<Rest>): Rest {
  const named = Object.keys(LATER).map((name) => [
    name,
    async (...given: never[]) =>
      ((await rest())[name as keyof Rest] as (...given: never[]) => unknown)(...given),
  ]);
  return Object.fromEntries(named) as Rest;
}

/** Opens (and makes, if need be) the database of one person on one server; throws without a usable IndexedDB. */
export async function openStore(person: string, server = location.host): Promise<Store> {
  const name = `encore:${server}:${person}`;
  let isAnew = false;
  const disk = new Disk(name, () => {
    isAnew = isRemembered(name);
    if (isAnew) noteErasing(name);
  });
  const open = { person, ...drafts(disk), ...notes(disk), ...editions(disk) };
  await disk.open();
  const evicted = isAnew || isErased(name);
  remember(name);
  return {
    ...open,
    ...fetched(once(async () => (await import("./rest")).restOf(disk, open))),
    persist: askToPersist,
    health: healthOf,
    glance: glance(disk),
    evicted: () => evicted,
    confessed: async () => forgetErasing(name),
    close: () => disk.close(),
  };
}
