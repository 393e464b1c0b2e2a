import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import type { Me, Post } from "./domain/me";
import { doorsOf, isBehind, officeOf } from "./ui/desk/doors";

/** What each role may do: read from the server's own table, so that the two can't part. */
const TABLE = readFileSync(new URL("../../audits/people/roles.py", import.meta.url), "utf8");
const ACTS = [...TABLE.matchAll(/^ {4}[A-Z_]+ = "(\w+)"/gm)].map(([, act]) => act ?? "");
const actsIn = (role: string): string[] => {
  const row = TABLE.slice(TABLE.indexOf(`Role.${role}:`)).split("\n    Role.")[0] ?? "";
  const named = [...row.matchAll(/May\.([A-Z_]+)/g)].map(([, name]) => (name ?? "").toLowerCase());
  return row.includes("frozenset(May) -") ? ACTS.filter((act) => !named.includes(act)) : named;
};

/** The addresses that an area answers to, as they stand in its table of routes. */
const routesOf = (area: string): string[] => {
  const source = readFileSync(new URL(`./${area}/index.tsx`, import.meta.url), "utf8");
  return [...source.matchAll(/match\("(\/[^"]+)", path\)/g)].map(([, route]) => route ?? "");
};

const readerWith = (role: Post["role"], may: string[]): Me => ({
  id: "1",
  name: "",
  email: "",
  alias: "",
  language: "en",
  posts: [
    {
      role,
      brand: { id: "1", slug: "", name: "", colour: "" },
      region: null,
      store: null,
      schedules: role === "hq",
    },
  ],
  may,
});
const ROLES = {
  reviewer: readerWith("reviewer", actsIn("REVIEWER")),
  store_manager: readerWith("store_manager", actsIn("STORE")),
  region_manager: readerWith("region_manager", actsIn("REGION")),
  hq: readerWith("hq", actsIn("HQ")),
};
const places = (me: Me) => [...doorsOf(me), ...officeOf(me)];
const marked = (me: Me, path: string): string[] =>
  places(me)
    .filter((door) => isBehind(door, path))
    .map(({ to }) => to);

/** Pages that a role has no door to, because the server refuses them to it. */
const CLOSED: Record<keyof typeof ROLES, RegExp> = {
  reviewer: /^\/(standing|stores|insights|forecast|exports)/,
  store_manager: /^\/(review|exports)/,
  region_manager: /^\/review/,
  hq: /^\/forecast/,
};

describe("exactly one place is marked as open", () => {
  const desk = routesOf("manager").map((route) => route.replaceAll(/:\w+/g, "7"));
  const office = routesOf("hq").map((route) => route.replaceAll(/:\w+/g, "7"));

  it("walks all routes", () => {
    expect(desk).toEqual(expect.arrayContaining(["/visits/7", "/insights/7", "/review/7"]));
    expect(office).toEqual(expect.arrayContaining(["/studies", "/assignments/7", "/checklists/7/quiz"]));
    expect(ROLES.hq.may).toEqual(expect.arrayContaining(["keep_figures", "see_standing"]));
  });

  it.each(Object.keys(ROLES) as (keyof typeof ROLES)[])("at every route of a %s", (role) => {
    const routes = role === "hq" ? [...desk, ...office] : desk;
    for (const path of routes) {
      const wanted = CLOSED[role].test(path) ? 0 : 1;
      expect([path, marked(ROLES[role], path).length]).toEqual([path, wanted]);
    }
  });

  it("marks the place that leads there, where a page has no place of its own", () => {
    expect(marked(ROLES.hq, "/studies")).toEqual(["/figures"]);
    expect(marked(ROLES.hq, "/assignments/7")).toEqual(["/waves"]);
  });

  it("takes no place for another that merely begins alike", () => {
    expect(marked(ROLES.hq, "/payroll")).toEqual([]);
  });
});
