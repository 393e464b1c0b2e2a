import { expect, it } from "vitest";
import { match } from "./router";

it("names the parts of a path", () => {
  expect(match("/visits/:visit/seal", "/visits/7f3a/seal")).toEqual({ visit: "7f3a" });
  expect(match("/visits/:visit", "/visits/a%20b/")).toEqual({ visit: "a b" });
});

it("refuses a path that is longer, shorter or other", () => {
  expect(match("/visits/:visit", "/visits")).toBeNull();
  expect(match("/visits/:visit", "/visits/7f3a/seal")).toBeNull();
  expect(match("/today", "/visits")).toBeNull();
});
