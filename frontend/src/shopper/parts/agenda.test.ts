import { expect, it } from "vitest";
import type { Assignment } from "../../domain/assignment";
import { newParcel } from "../../domain/sealing";
import type { Visit } from "../../domain/visit";
import type { Seen } from "../phone";
import { agendaOf } from "./agenda";
import { lacking } from "./ready";

const assignment = (id: string, to: string): Assignment =>
  ({ id, state: "assigned", window: { from: "2026-11-20T08:00:00Z", to } }) as Assignment;
const visit = (id: string, of: string, more: Partial<Visit> = {}): Visit =>
  ({ id, assignment: of, revision: 1, state: "draft", ...more }) as Visit;
const seen = (visits: Visit[], parcels: Seen["parcels"] = []): Seen =>
  ({
    ...{ visits, parcels, pause: null, heard: null, editions: new Set() },
    briefing: {
      assignments: [assignment("later", "2026-11-26T18:00:00Z"), assignment("soon", "2026-11-22T18:00:00Z")],
    },
  }) as unknown as Seen;
const sealed = (id: string, sealedAt: number) =>
  newParcel({ visit: id, revision: 1, sha256: "", bytes: 0, sealedAt }, []);

it("puts the window that closes first at the top", () => {
  const { next, later } = agendaOf(seen([]));
  expect([next?.assignment.id, ...later.map(({ id }) => id)]).toEqual(["soon", "later"]);
});

it("puts a visit that was begun before every other", () => {
  const { next } = agendaOf(seen([visit("v", "later")]));
  expect([next?.assignment.id, next?.visit?.id]).toEqual(["later", "v"]);
});

it("does not ask again for what was sealed, and lists it with the last sealed first", () => {
  const visits = [visit("v", "soon", { state: "sealed" }), visit("w", "later", { state: "sealed" })];
  const { next, sent } = agendaOf(seen(visits, [sealed("v", 1), sealed("w", 2)]));
  expect(next).toBeNull();
  expect(sent.map((each) => each.visit.id)).toEqual(["w", "v"]);
});

it("keeps a visit that came back apart from the next one", () => {
  const back = visit("v", "soon", { revision: 2, sentBack: { reason: "why", due: null, notes: {} } });
  const { sentBack, next } = agendaOf(seen([back], [sealed("v", 1)]));
  expect([sentBack[0]?.id, next?.assignment.id]).toEqual(["v", "later"]);
});

it("asks no more for a visit that HQ went on with, and lists it with those that were sent", () => {
  const back = { revision: 2, sentBack: { reason: "why", due: null, notes: {} }, wentOn: { typed: true } };
  const { sentBack, next, sent } = agendaOf(seen([visit("v", "soon", back)], [sealed("v", 1)]));
  expect([sentBack, next?.assignment.id, sent.map((each) => each.visit.id)]).toEqual([[], "later", ["v"]]);
});

it("says ready offline only when nothing is lacking", () => {
  const all = { brief: true, edition: true, app: true, persisted: true, roomy: true };
  expect(lacking(all)).toBeNull();
  expect(lacking({ ...all, persisted: false })).toBe("persisted");
  expect(lacking({ ...all, persisted: false, edition: false })).toBe("edition");
});
