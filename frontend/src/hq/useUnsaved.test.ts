// @vitest-environment happy-dom
import { h, render } from "preact";
import { act } from "preact/test-utils";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { aWhile, slowly } from "../api/testing/slowly";
import { followLinks, go } from "../ui/router";
import { ScenarioPage } from "./scenarios/ScenarioPage";

let place: HTMLElement;
const confirmed = vi.fn();
const scenario = { id: "1", name: "A gift", brief: {}, scenario_values: {} };
followLinks();

const leave = () => place.querySelector<HTMLAnchorElement>(".over-title a")?.click();
const unloading = () => {
  const event = new Event("beforeunload", { cancelable: true });
  dispatchEvent(event);
  return event.defaultPrevented;
};
const rename = (name: string) =>
  act(() => {
    const field = place.querySelector("input") as HTMLInputElement;
    field.value = name;
    field.dispatchEvent(new Event("input", { bubbles: true }));
  });

beforeEach(() => {
  place = document.body.appendChild(document.createElement("div"));
  vi.stubGlobal("confirm", confirmed.mockReset().mockReturnValue(false));
  go("/scenarios/1");
});
afterEach(() => {
  render(null, place);
  place.remove();
  vi.unstubAllGlobals();
});

it("asks before unsaved words of a scenario are left, and no more once they are kept", async () => {
  const { asked, nth } = slowly();
  render(h(ScenarioPage, { id: "1" }), place);
  (await nth(0)).answer(scenario);
  await expect.poll(() => place.querySelector("h1")).not.toBeNull();
  expect(unloading()).toBe(false);
  await rename("A gift, wrapped");
  expect(unloading()).toBe(true);
  leave();
  expect([confirmed.mock.calls.length, location.pathname]).toEqual([1, "/scenarios/1"]);
  place.querySelector("form")?.dispatchEvent(new Event("submit", { bubbles: true, cancelable: true }));
  const patch = () => asked.find(({ act }) => act === "PATCH scenarios/1");
  await expect.poll(patch).toBeDefined();
  patch()?.answer(scenario);
  await expect.poll(unloading).toBe(false);
  await aWhile();
  leave();
  expect([confirmed.mock.calls.length, location.pathname]).toEqual([1, "/scenarios"]);
});
