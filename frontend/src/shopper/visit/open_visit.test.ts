import "fake-indexeddb/auto";
import { effect } from "@preact/signals";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { unlessAnswered } from "../../domain/answers";
import type { Assignment, Briefing } from "../../domain/assignment";
import boutique from "../../domain/fixtures/boutique_visit.json";
import { sha256 } from "../../domain/hashing";
import { momentNow } from "../../domain/moment";
import { openStore, type Store } from "../../store";
import type { OpenVisit } from "./open_visit";
import { takeUp } from "./take_up";

const printed = new TextEncoder().encode(JSON.stringify(boutique));
let store: Store;
let visit: string;

async function open(): Promise<OpenVisit> {
  const found = await takeUp(store, visit);
  if (!found) throw new Error("the visit is not on this phone");
  return found;
}

beforeEach(async () => {
  store = await openStore(crypto.randomUUID(), "shop.test");
  const edition = await sha256(printed);
  await store.keepEdition(edition, printed.slice().buffer);
  const assignment = { id: "a1", edition, scenario: { scenario_probe: "true" } } as unknown as Assignment;
  visit = (await store.openVisit(assignment, momentNow())).id;
});

afterEach(() => store.close());

it("shows an answer only once it is on the disk", async () => {
  const visitNow = await open();
  const written = visitNow.answer("visit_outcome", [], "going_in");
  expect(visitNow.answers.value.visit_outcome).toBeUndefined();
  await written;
  expect(visitNow.answers.value.visit_outcome).toBe("going_in");
  expect((await store.draft(visit))?.answers.visit_outcome).toBe("going_in");
});

it("keeps taps that come faster than the disk, in their order", async () => {
  const visitNow = await open();
  void visitNow.answer("visit_outcome", [], "closed");
  void visitNow.answer("visit_outcome", [], "going_in");
  void visitNow.answer("first_look", [], "warm");
  await visitNow.settled();
  const draft = await store.draft(visit);
  expect(draft?.answers).toEqual({ visit_outcome: "going_in", first_look: "warm" });
  expect(draft?.trail.map((line) => line.name)).toEqual(["visit_outcome", "visit_outcome", "first_look"]);
});

it("goes on after a kill with every answer, at the same question", async () => {
  await (await open()).answer("visit_outcome", [], "going_in");
  await (await open()).answer("first_look", [], "warm");
  expect((await open()).answers.value).toEqual({ visit_outcome: "going_in", first_look: "warm" });
  expect(await store.position(visit)).toEqual({ section: "welcome", question: "first_look" });
});

it("says so when the disk refuses, and does not show the answer", async () => {
  const visitNow = await open();
  store.close();
  vi.spyOn(store, "answer").mockRejectedValueOnce(new DOMException("full", "QuotaExceededError"));
  await visitNow.answer("visit_outcome", [], "going_in");
  expect(visitNow.trouble.value).toBeInstanceOf(DOMException);
  expect(visitNow.answers.value).toEqual({});
});

it("draws anew only the questions that changed", async () => {
  const visitNow = await open();
  await visitNow.answer("visit_outcome", [], "going_in");
  let [looks, causes] = [0, 0];
  const stop = [
    effect(() => void (visitNow.asked("first_look", []).value && looks++)),
    effect(() => void (visitNow.asked("welcome_causes", []).value && causes++)),
  ];
  await visitNow.answer("welcome_expectation", [], "exceeded");
  expect([looks, causes]).toEqual([1, 2]);
  for (const each of stop) each();
});

it("takes a turn's photos away with the turn, and no others", async () => {
  const photo = { kind: "question", type: "image", name: "look" };
  const repeat = { kind: "repeat", name: "advisor", body: [photo] };
  const bytes = new TextEncoder().encode(JSON.stringify({ ...boutique, body: [repeat] }));
  const edition = await sha256(bytes);
  await store.keepEdition(edition, bytes.slice().buffer);
  const assignment = { id: "a2", edition, scenario: {} } as unknown as Assignment;
  visit = (await store.openVisit(assignment, momentNow())).id;
  const visitNow = await open();
  const taken = (n: number) => ({
    ...{ question: "look", bytes: new Uint8Array([n]).buffer, mime: "image/jpeg" },
    ...{ width: 1, height: 1, taken_at: momentNow().at },
  });
  for (const turn of [0, 1]) {
    await visitNow.turnCount("advisor", [], "more");
    await visitNow.keepFile([turn], taken(turn));
  }
  await visitNow.turnCount("advisor", [], 0);
  const draft = await store.draft(visit);
  expect(draft?.answers.advisor).toEqual([{ look: ["look-2.jpg"] }]);
  expect(draft?.photos.map((each) => each.name)).toEqual(["look-2.jpg"]);
});

it("begins with HQ's defaults, and at the first question all the same", async () => {
  const group = { kind: "group", name: "g", body: [{ kind: "question", type: "text", name: "first" }] };
  const last = { kind: "question", type: "integer", name: "last", default: "3" };
  const bytes = new TextEncoder().encode(JSON.stringify({ ...boutique, body: [group, last] }));
  const edition = await sha256(bytes);
  await store.keepEdition(edition, bytes.slice().buffer);
  visit = (await store.openVisit({ id: "a3", edition, scenario: {} } as unknown as Assignment, momentNow()))
    .id;
  expect((await open()).answers.value).toEqual({ last: 3 });
  expect(await store.position(visit)).toBeNull();
});

it("drops an answer that its filtered list no longer offers", async () => {
  const select = (name: string, more: object = {}) => ({
    ...{ kind: "question", type: "select_one", name, list: name, ...more },
  });
  const lists = {
    city: [
      { name: "paris", label: {} },
      { name: "rome", label: {} },
    ],
    area: [{ name: "marais", label: {}, columns: { city: "paris" } }],
  };
  const body = [select("city"), select("area", { choice_filter: ["=", ["column", "city"], ["$", "city"]] })];
  const bytes = new TextEncoder().encode(JSON.stringify({ ...boutique, lists, body }));
  const edition = await sha256(bytes);
  await store.keepEdition(edition, bytes.slice().buffer);
  visit = (await store.openVisit({ id: "a4", edition, scenario: {} } as unknown as Assignment, momentNow()))
    .id;
  const visitNow = await open();
  await visitNow.answer("city", [], "paris");
  await visitNow.answer("area", [], "marais");
  expect(visitNow.answers.value).toEqual({ city: "paris", area: "marais" });
  await visitNow.answer("city", [], "rome");
  expect((await store.draft(visit))?.answers).toEqual({ city: "rome" });
});

it("counts every tap that comes faster than the disk: each goes on from the one before, not from the screen", async () => {
  const visitNow = await open();
  const more = (now: unknown) => (typeof now === "number" ? now + 1 : 1);
  for (const _ of [1, 2, 3]) void visitNow.change("pieces_shown", [], more);
  const tick = (name: string) =>
    visitNow.change("expected_acts", [], (now) => [...((now as readonly string[] | undefined) ?? []), name]);
  void tick("seat");
  void tick("drink");
  await visitNow.settled();
  expect((await store.draft(visit))?.answers).toEqual({ pieces_shown: 3, expected_acts: ["seat", "drink"] });
});

const asksWhere = { kind: "question", type: "start-geopoint", name: "opened_where" };
const person = (taken_back: string[]) => ({
  person: { id: "sasha", name: "Sasha", language: "en", taken_back },
});

it.each([
  ["notes where a visit is opened for a checklist that asks", [], 1],
  ["notes no place once the consent is taken back", ["place"], 0],
] as const)("%s", async (_, taken_back, times) => {
  const getCurrentPosition = vi.fn();
  vi.stubGlobal("navigator", { geolocation: { getCurrentPosition } });
  const asking = new TextEncoder().encode(
    JSON.stringify({ ...boutique, body: [...boutique.body, asksWhere] }),
  );
  const edition = await sha256(asking);
  await store.keepEdition(edition, asking.slice().buffer);
  await store.keepBriefing(person([...taken_back]) as unknown as Briefing);
  const assignment = { id: "a2", edition, scenario: {} } as unknown as Assignment;
  visit = (await store.openVisit(assignment, momentNow())).id;
  const opened = await open();
  await opened.settled();
  await store.briefing(); // what was asked of the disk before has been answered
  expect(getCurrentPosition).toHaveBeenCalledTimes(times);
  vi.unstubAllGlobals();
});

it("keeps the first of two taps on one moment, though the second comes before the disk has the first", async () => {
  const visitNow = await open();
  void visitNow.change("stepped_in_at", [], unlessAnswered("2026-11-21T14:06:12+01:00"));
  void visitNow.change("stepped_in_at", [], unlessAnswered("2026-11-21T14:06:13+01:00"));
  await visitNow.settled();
  expect((await store.draft(visit))?.answers.stepped_in_at).toBe("2026-11-21T14:06:12+01:00");
});

it("takes up what another tab has written before it writes a photo's neighbours anew", async () => {
  const [one, other] = [await open(), await open()];
  const taken = (n: number) => ({
    ...{ question: "not_done_photo", bytes: new Uint8Array([n]).buffer, mime: "image/jpeg" },
    ...{ width: 1, height: 1, taken_at: momentNow().at },
  });
  await one.answer("visit_outcome", [], "closed");
  await one.keepFile([], taken(1));
  await other.reread();
  expect(other.asked("visit_outcome", []).value.value).toBe("closed");
  await other.keepFile([], taken(2));
  const draft = await store.draft(visit);
  expect(draft?.answers.not_done_photo).toEqual(draft?.photos.map(({ name }) => name));
  expect(draft?.photos).toHaveLength(2);
});
