// @vitest-environment happy-dom
import { h, render } from "preact";
import { act } from "preact/test-utils";
import { afterEach, expect, it, vi } from "vitest";
import { type DeskVisit, isOverdue } from "../../domain/review";
import { useBeside } from "./AppealsPart";

const MONDAY = Date.UTC(2026, 10, 30);
const lost = { name: "warmth", state: "answered", earned: "0", possible: "2", is_critical: false };
const visit = (against: string) =>
  ({
    ...{ id: "v", appeals: [], adjustments: [], judges: false, lists: {} },
    sections: [{ answers: [lost] }],
    appealing: { left: 2, of: 2, until: new Date(MONDAY).toISOString(), against },
  }) as unknown as DeskVisit;

function shown(against: string): Element {
  const Beside = () => useBeside(visit(against), () => undefined).beside("warmth");
  const place = document.createElement("div");
  act(() => render(h(Beside, {}), place));
  return place;
}

afterEach(() => void vi.useRealTimers());

it("takes the button away when the time for appeals ends while the page is open", () => {
  vi.useFakeTimers({ now: MONDAY - 60_000 });
  const place = shown("");
  expect(place.querySelector("button")).not.toBeNull();
  act(() => void vi.advanceTimersByTime(60_001));
  expect(place.querySelector("button")).toBeNull();
});

it("offers no button where HQ would refuse the appeal", () => {
  vi.useFakeTimers({ now: MONDAY - 60_000 });
  expect(shown("appeals_used_up").querySelector("button")).toBeNull();
});

it("calls an open appeal overdue once its day is over, and a decided one never", () => {
  const due = new Date(MONDAY).toISOString();
  expect([MONDAY - 1, MONDAY + 1].map((now) => isOverdue({ state: "open", due }, now))).toEqual([
    false,
    true,
  ]);
  expect(isOverdue({ state: "upheld", due }, MONDAY + 1)).toBe(false);
});
