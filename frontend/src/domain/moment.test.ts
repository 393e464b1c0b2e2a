import { expect, test } from "vitest";
import { elapsed, withOffset } from "./moment";

const MINUTE = 60_000;

test("a clock that is put back in mid-visit takes nothing from the time that it lasted", () => {
  const opened = { wall: Date.UTC(2026, 9, 25, 10), monotonic: 1000, origin: 7 };
  const later = { wall: Date.UTC(2026, 9, 22, 10), monotonic: 1000 + 40 * MINUTE, origin: 7 };
  expect(elapsed([opened, later])).toBe(40 * MINUTE);
});

test("a page that was started anew adds its own stretch, whatever its clock says", () => {
  const first = [0, 10 * MINUTE].map((monotonic) => ({ monotonic, origin: 1 }));
  const second = [0, 5 * MINUTE].map((monotonic) => ({ monotonic, origin: 2 }));
  expect(elapsed([...first, ...second])).toBe(15 * MINUTE);
});

test("an hour that comes twice is told apart by its offset", () => {
  // Paris, 25 October 2026: at three it is two again
  const before = withOffset(Date.UTC(2026, 9, 25, 0, 30), 120);
  const after = withOffset(Date.UTC(2026, 9, 25, 1, 30), 60);
  expect([before, after]).toEqual(["2026-10-25T02:30:00.000+02:00", "2026-10-25T02:30:00.000+01:00"]);
  expect(Date.parse(after) - Date.parse(before)).toBe(60 * MINUTE);
});

test("a zone west of Greenwich, and one of half an hour, keep the instant", () => {
  const wall = Date.UTC(2026, 2, 11, 14, 5, 6, 7);
  for (const east of [-210, -600, 0, 345, 840]) expect(Date.parse(withOffset(wall, east))).toBe(wall);
});
