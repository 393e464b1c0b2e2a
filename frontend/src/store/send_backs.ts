import type { Recalled, SendBack } from "../domain/assignment";
import type { Visit } from "../domain/visit";
import type { Disk, Work } from "./database";

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

/** What HQ says of a visit that it has read: do it again, or never mind. */
export const sendBacks = (disk: Disk) => ({
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
