// @vitest-environment happy-dom
import { h, render } from "preact";
import { afterEach, expect, it, vi } from "vitest";
import type { Loaded } from "../load";
import { Waiting } from "./Waiting";

const words = {
  loading: "wait",
  failed: "failed",
  offline: "as it was",
  unopened: "not yet",
  again: "again",
};

function shown(loaded: Loaded<string>, again = () => {}): HTMLElement {
  const place = document.createElement("div");
  const children = (value: string) => h("p", null, value);
  render(h(Waiting<string>, { loaded, again, words, sentenceOf: () => "", children }), place);
  return place;
}

afterEach(() => vi.restoreAllMocks());

it("says without a connection whether what stands below is old, or nothing has come yet", () => {
  vi.spyOn(navigator, "onLine", "get").mockReturnValue(false);
  const problem = new Error("cut");
  expect(shown({ state: "failed", value: null, problem }).textContent).toBe("not yetagain");
  expect(shown({ state: "failed", value: "82 %", problem }).textContent).toBe("as it wasagain82 %");
});

it("asks again by itself when the connection is back, and only where something failed", async () => {
  const [failed, ready] = [vi.fn(), vi.fn()];
  shown({ state: "failed", value: null, problem: new Error("cut") }, failed);
  shown({ state: "ready", value: "82 %" }, ready);
  await vi.waitFor(() => {
    dispatchEvent(new Event("online"));
    expect(failed).toHaveBeenCalled();
  });
  expect(ready).not.toHaveBeenCalled();
});
