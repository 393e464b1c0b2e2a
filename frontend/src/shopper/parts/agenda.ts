import type { Assignment } from "../../domain/assignment";
import type { Parcel } from "../../domain/parcel";
import { isOpen, type Visit } from "../../domain/visit";
import type { Seen } from "../phone";

/** A visit and where its newest sealed revision stands. */
export interface Sent {
  readonly visit: Visit;
  readonly parcel: Parcel;
}

/** What today looks like: first what came back, in the order in which it was visited, then the next, then the rest. */
export interface Agenda {
  readonly sentBack: readonly Visit[];
  readonly next: { readonly assignment: Assignment; readonly visit: Visit | null } | null;
  readonly later: readonly Assignment[];
  readonly sent: readonly Sent[];
}

/** The newest parcel of a visit. */
export function newestParcel(parcels: readonly Parcel[], visit: string): Parcel | null {
  const of = parcels.filter((parcel) => parcel.visit === visit);
  return of.reduce<Parcel | null>(
    (best, each) => (!best || each.revision > best.revision ? each : best),
    null,
  );
}

/** Visits that were sealed at least once and that nobody is asked for again, the last sealed first. */
export function sentOf(seen: Seen): Sent[] {
  return seen.visits
    .flatMap((visit) => {
      const parcel = newestParcel(seen.parcels, visit.id);
      return parcel && !isOpen(visit) ? [{ visit, parcel }] : [];
    })
    .sort((a, b) => b.parcel.sealedAt - a.parcel.sealedAt);
}

/** Today, from what the phone holds. A visit begun comes first, then the window that closes first. */
export function agendaOf(seen: Seen): Agenda {
  const drafts = new Map(seen.visits.filter((v) => v.state === "draft").map((v) => [v.assignment, v]));
  const done = new Set(
    seen.visits.filter((v) => v.state === "sealed" || v.sentBack).map((v) => v.assignment),
  );
  const open = (seen.briefing?.assignments ?? [])
    .filter(({ id, state }) => !done.has(id) && (state === "assigned" || drafts.has(id)))
    .sort(
      (a, b) => Number(drafts.has(b.id)) - Number(drafts.has(a.id)) || a.window.to.localeCompare(b.window.to),
    );
  const [first, ...later] = open;
  return {
    sentBack: seen.visits
      .filter((visit) => isOpen(visit) && visit.sentBack)
      .sort((a, b) => a.opened.wall - b.opened.wall),
    next: first ? { assignment: first, visit: drafts.get(first.id) ?? null } : null,
    later,
    sent: sentOf(seen),
  };
}
