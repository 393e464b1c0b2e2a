import { read } from "../../api/asking";
import type { InsightsAnswer } from "../../domain/insights";
import type { Scorecard } from "../../domain/standing";
import { useLoaded } from "../../ui/load";

export type Own = ReturnType<typeof useOwn>;

/** A subject's own insights of a wave, for the parts of its scorecard that stand on them; null until they are here. */
export function useOwn({ level, subject, wave }: Pick<Scorecard, "level" | "subject" | "wave">) {
  const [loaded] = useLoaded(`${subject.id} ${wave.id}`, (signal) =>
    read<InsightsAnswer>("insights", { level, id: subject.id, wave: wave.id }, signal),
  );
  const answer = loaded.value;
  const ofKind = (kind: string) => answer?.insights.find((one) => one.kind === kind);
  return {
    answer,
    ofKind,
    /** the figures of one kind, where they are told */
    figures: <Figures>(kind: string): Figures | null =>
      (ofKind(kind)?.figures as Figures | undefined) ?? null,
    /** why a kind is withheld */
    withheld: (kind: string) => ofKind(kind)?.withheld ?? null,
  };
}
