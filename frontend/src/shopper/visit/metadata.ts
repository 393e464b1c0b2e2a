import { momentNow } from "../../domain/moment";
import type { OpenVisit } from "./open_visit";

const DEVICE = "encore.device";

/** A name for this phone that says nothing about it. */
function device(): string {
  const kept = localStorage.getItem(DEVICE) ?? crypto.randomUUID();
  localStorage.setItem(DEVICE, kept);
  return kept;
}

/** Gives the questions that no person answers: beginning, end, day, who, which phone. */
export async function giveMetadata(open: OpenVisit, person: string): Promise<void> {
  const now = momentNow().at;
  const { opened } = open.visit;
  const given: Readonly<Record<string, string>> = {
    ...{ start: opened.at, end: now, today: opened.at.slice(0, 10), username: person, deviceid: device() },
  };
  for (const { node } of open.sheet.peek().outline.places.values()) {
    if (node.kind !== "question" || !(node.type in given)) continue;
    const fixed = node.type !== "end" && open.answers.peek()[node.name] !== undefined;
    if (!fixed) await open.preset(node.name, given[node.type]);
  }
}
