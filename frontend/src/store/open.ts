import type { Moment } from "../domain/moment";
import { Disk } from "./database";
import { drafts } from "./drafts";
import { expenses } from "./expenses";
import { files } from "./files";
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
import { outbox } from "./outbox";
import { rescueFile } from "./rescue";
import type { Store } from "./words";

/** Opens (and makes, if need be) the database of one person on one server; throws without a usable IndexedDB. */
export async function openStore(person: string, server = location.host): Promise<Store> {
  const name = `encore:${server}:${person}`;
  let isAnew = false;
  const disk = new Disk(name, () => {
    isAnew = isRemembered(name);
    if (isAnew) noteErasing(name);
  });
  const rows = {
    person,
    ...drafts(disk),
    ...files(disk),
    ...outbox(disk),
    ...notes(disk),
    ...editions(disk),
    ...expenses(disk),
  };
  await disk.open();
  const evicted = isAnew || isErased(name);
  remember(name);
  return {
    ...rows,
    persist: askToPersist,
    health: healthOf,
    glance: glance(disk),
    evicted: () => evicted,
    confessed: async () => forgetErasing(name),
    rescue: (at: Moment) => rescueFile(rows, at),
    async erase(visit: string, at: Moment) {
      const rescue = await rescueFile(rows, at, visit);
      await rows.eraseRows(visit);
      return rescue;
    },
    close: () => disk.close(),
  };
}
