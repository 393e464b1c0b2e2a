import type { Answers } from "../domain/answers";
import type { Assignment, Recalled, SendBack } from "../domain/assignment";
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

/** What a send-back makes of a visit; the same visit when it has gone on already. */
function sentBack(visit: Visit, { revision, reason, due, answers }: SendBack): Visit {
  const { wentOn, ...rest } = visit;
  const lies = wentOn ? isNext(visit, revision) : visit.state === "sealed" && visit.revision === revision;
  if (!lies) return visit;
  const notes = Object.fromEntries(answers.map(({ name, note }) => [name, note]));
  return { ...rest, revision: revision + 1, state: "draft", sentBack: { reason, due, notes } };
}

const isNext = (visit: Visit, revision: number): boolean =>
  visit.state === "draft" && visit.revision === revision + 1;

/** HQ waits for the next revision no longer: it stays as it is, and nobody is asked for it. */
async function goOnWithout(tx: Work, { visit: id, revision }: Recalled): Promise<void> {
  const visit = await tx.objectStore("visits").get(id);
  if (!visit || visit.wentOn || !isNext(visit, revision)) return;
  const lines = await tx.objectStore("trail").index("visit").getAll(id);
  const typed = lines.some((line) => line.revision === visit.revision);
  await tx.objectStore("visits").put({ ...visit, wentOn: { typed } });
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

  reopen: (back: SendBack): Promise<void> =>
    disk.run(
      ["visits"],
      async (tx) => {
        const visit = await tx.objectStore("visits").get(back.visit);
        if (visit) await tx.objectStore("visits").put(sentBack(visit, back));
      },
      true,
    ),

  recall: (recalled: Recalled): Promise<void> =>
    disk.run(["visits", "trail"], (tx) => goOnWithout(tx, recalled), true),
});
