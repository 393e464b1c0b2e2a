import { read } from "../../api/desk";
import type { InsightsAnswer } from "../../domain/insights";
import { useLoaded } from "../../ui/desk/load";

/** A store's own insights of a wave, for the parts of its scorecard that stand on them; null until they are here. */
export function useOwn(store: string, wave: string) {
  const [loaded] = useLoaded(`${store} ${wave}`, (signal) =>
    read<InsightsAnswer>("insights", { level: "store", id: store, wave }, signal),
  );
  const answer = loaded.value;
  return {
    /** the figures of one kind, where they are told */
    figures: <Figures>(kind: string): Figures | null =>
      (answer?.insights.find((one) => one.kind === kind)?.figures as Figures | undefined) ?? null,
    /** why a kind is withheld */
    withheld: (kind: string) => answer?.insights.find((one) => one.kind === kind)?.withheld ?? null,
  };
}
