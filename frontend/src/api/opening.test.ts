import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { openingFrom } from "./opening";

const PRINTED = '{"v":1,"title":"Café <été>"}';
const LAID = JSON.stringify({
  me: { id: "sasha", name: "Sasha" },
  etag: 'W/"1"',
  news: { server_time: "2026-11-21T10:00:00.000Z", person: { id: "sasha" } },
  editions: { abc: PRINTED },
});

/** The page was asked for at 0 ms and began to come at 600: the server's word is from the middle. */
function pageOpened(now: number): void {
  vi.spyOn(performance, "now").mockReturnValue(now);
  const page = { requestStart: 0, responseStart: 600 } as PerformanceNavigationTiming;
  vi.spyOn(performance, "getEntriesByType").mockReturnValue([page]);
}

beforeEach(() => {
  vi.stubGlobal("document", { cookie: "csrftoken=one" });
  pageOpened(1300);
});

afterEach(() => vi.unstubAllGlobals());

test("the page's news are told with the server's clock of now, until they are taken up", () => {
  const opening = openingFrom(LAID);
  expect(opening.me).toMatchObject({ id: "sasha" });
  expect(opening.news()).toMatchObject({ etag: 'W/"1"', told: "2026-11-21T10:00:01.000Z" });
  opening.spend();
  expect(opening.news()).toBeNull();
});

test("an edition comes to the byte", () => {
  const bytes = openingFrom(LAID).edition("abc");
  expect(new TextDecoder().decode(bytes ?? new ArrayBuffer(0))).toBe(PRINTED);
  expect(openingFrom(LAID).edition("other")).toBeNull();
});

test("news that are a minute old, or another session's, are none", () => {
  const opening = openingFrom(LAID);
  pageOpened(60_001);
  expect(opening.news()).toBeNull();
  pageOpened(1300);
  vi.stubGlobal("document", { cookie: "csrftoken=two" });
  expect(opening.news()).toBeNull();
});

test("a page that this phone kept, or that was cut, says nothing; nobody is somebody else", () => {
  expect(openingFrom(null).me).toBeUndefined();
  expect(openingFrom('{"me": {"id": "sa').me).toBeUndefined();
  expect(openingFrom('{"me":null}').me).toBeNull();
  expect(openingFrom(null).news()).toBeNull();
});
