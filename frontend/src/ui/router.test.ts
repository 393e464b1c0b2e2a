// @vitest-environment happy-dom
import { expect, it } from "vitest";
import { address, go, goFrom, match } from "./router";

it("names the parts of a path", () => {
  expect(match("/visits/:visit/seal", "/visits/7f3a/seal")).toEqual({ visit: "7f3a" });
  expect(match("/visits/:visit", "/visits/a%20b/")).toEqual({ visit: "a b" });
});

it("refuses a path that is longer, shorter or other", () => {
  expect(match("/visits/:visit", "/visits")).toBeNull();
  expect(match("/visits/:visit", "/visits/7f3a/seal")).toBeNull();
  expect(match("/today", "/visits")).toBeNull();
});

it("leaves whoever has gone elsewhere where she is, when what she did before is done", () => {
  go("/visits/7f3a/seal");
  const here = address.peek();
  go("/you"); // while the seal is being made
  goFrom(here, "/visits/7f3a", "replace");
  expect([address.peek(), location.pathname]).toEqual(["/you", "/you"]);
  go("/visits/7f3a/seal");
  goFrom(here, "/visits/7f3a", "replace");
  expect(address.peek()).toBe("/visits/7f3a");
});

it("takes an address that was cut in the middle of a letter as it stands, instead of showing nothing", () => {
  expect(match("/visits/:visit", "/visits/%E0%A4")).toEqual({ visit: "%E0%A4" });
});
