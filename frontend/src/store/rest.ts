import type { Moment } from "../domain/moment";
import type { Disk } from "./database";
import { expenses } from "./expenses";
import { files } from "./files";
import { outbox } from "./outbox";
import { type RescueSource, rescueFile } from "./rescue";
import { sendBacks } from "./send_backs";

/** The store beyond answers: files, sealed visits, send-backs, expenses, rescue. The first question needs none of it. */
export function restOf(disk: Disk, drafts: Pick<RescueSource, "person" | "visits" | "draft">) {
  const rows = { ...files(disk), ...outbox(disk), ...sendBacks(disk), ...expenses(disk) };
  const source: RescueSource = { ...drafts, ...rows };
  return { ...rows, rescue: (at: Moment, only?: string) => rescueFile(source, at, only) };
}

export type Rest = ReturnType<typeof restOf>;
