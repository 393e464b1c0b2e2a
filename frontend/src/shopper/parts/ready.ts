import type { Assignment } from "../../domain/assignment";
import type { Seen } from "../phone";

/** What makes a visit possible without a network, each a fact. */
export interface Readiness {
  readonly brief: boolean;
  readonly edition: boolean;
  /** the app itself is kept, and answers without a network */
  readonly app: boolean;
  readonly persisted: boolean;
  readonly roomy: boolean;
}

/** What is here for one assignment. `isAppKept` comes from the service worker. */
export function readinessOf(assignment: Assignment, seen: Seen, isAppKept: boolean): Readiness {
  const { persisted, roomy } = seen.health;
  return { brief: true, edition: seen.editions.has(assignment.edition), app: isAppKept, persisted, roomy };
}

/** The first thing that is lacking, or null: then, and only then, it is ready offline. */
export function lacking(ready: Readiness): keyof Readiness | null {
  const order = ["edition", "app", "brief", "roomy", "persisted"] as const;
  return order.find((fact) => !ready[fact]) ?? null;
}
