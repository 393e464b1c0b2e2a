import type { Answers } from "../domain/answers";
import type { Assignment } from "../domain/assignment";
import type { Moment } from "../domain/moment";
import { visitId } from "../domain/uuid";
import type { Draft, Place, Position, Visit } from "../domain/visit";
import { type Disk, type Look, ofVisit, type Table, type Work } from "./database";
import type { NewAnswer } from "./words";

/** The visit is frozen at this revision, or not on this phone: nothing was written. */
export class VisitSealed extends Error {}

/** Tables that one touch of a question writes, together. */
export const TOUCHED: Table[] = ["visits", "answers", "trail", "positions"];
const DRAFTED: Table[] = ["visits", "answers", "trail", "places", "photos"];

/** The open visit, for writing; throws `VisitSealed` for any other. */
export async function openDraft(tx: Look, id: string): Promise<Visit> {
  const visit = await tx.objectStore("visits").get(id);
  if (visit?.state !== "draft") throw new VisitSealed(id);
  return visit;
}

/** Answer, trail and position of one touch. */
export async function touch(tx: Work, visit: Visit, { name, value, at, position }: NewAnswer): Promise<void> {
  const { id, revision } = visit;
  const answers = tx.objectStore("answers");
  await (value === undefined ? answers.delete([id, name]) : answers.put({ visit: id, name, value }));
  await tx.objectStore("trail").add({ visit: id, revision, name, moment: at });
  if (position) await tx.objectStore("positions").put({ ...position, visit: id });
  if (visit.wentOn) await tx.objectStore("visits").put({ ...visit, wentOn: { typed: true } });
}

/** Everything of a visit that sealing reads; null when it is not on this phone. */
export async function readDraft(tx: Look, id: string): Promise<Draft | null> {
  const [visit, rows, lines, places, photos] = await Promise.all([
    tx.objectStore("visits").get(id),
    tx.objectStore("answers").getAll(ofVisit(id)),
    tx.objectStore("trail").index("visit").getAll(id),
    tx.objectStore("places").index("visit").getAll(id),
    tx.objectStore("photos").index("visit").getAll(id),
  ]);
  if (!visit) return null;
  const answers: Answers = Object.fromEntries(rows.map(({ name, value }) => [name, value]));
  const trail = lines.filter((line) => line.revision === visit.revision);
  return { visit, answers, trail, places, photos: photos.sort((a, b) => a.order - b.order) };
}

function firstRevision(assignment: Assignment, opened: Moment): Visit {
  const { id, edition, scenario } = assignment;
  return { id: visitId(opened), revision: 1, state: "draft", assignment: id, edition, scenario, opened };
}

/** Visits while they are open. */
export const drafts = (disk: Disk) => ({
  openVisit: (assignment: Assignment, at: Moment): Promise<Visit> =>
    disk.run(["visits"], async (tx) => {
      const visits = tx.objectStore("visits");
      const begun = await visits.index("assignment").get(assignment.id);
      if (begun) return begun;
      const visit = firstRevision(assignment, at);
      await visits.add(visit);
      return visit;
    }),

  visits: (): Promise<Visit[]> => disk.look(["visits"], (tx) => tx.objectStore("visits").getAll()),

  draft: (visit: string): Promise<Draft | null> => disk.look(DRAFTED, (tx) => readDraft(tx, visit)),

  answer: (visit: string, answer: NewAnswer): Promise<void> =>
    disk.run(TOUCHED, async (tx) => touch(tx, await openDraft(tx, visit), answer)),

  stand: (visit: string, position: Position): Promise<void> =>
    disk.run(["positions"], async (tx) => {
      await tx.objectStore("positions").put({ ...position, visit });
    }),

  position: (visit: string): Promise<Position | null> =>
    disk.look(["positions"], async (tx) => {
      const found = await tx.objectStore("positions").get(visit);
      return found ? { section: found.section, question: found.question } : null;
    }),

  keepPlace: (visit: string, place: Place): Promise<void> =>
    disk.run(["visits", "places"], async (tx) => {
      await openDraft(tx, visit);
      await tx.objectStore("places").add({ ...place, visit });
    }),
});
