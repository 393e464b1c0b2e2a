import { expect, it } from "vitest";
import { areaOf, homeOf } from "./routes";

const sasha = { id: "1", name: "Sasha", language: "en", may: ["shop"] };
const mona = { id: "2", name: "Mona", language: "en", may: ["see_standing", "see_visits"] };
const rita = { id: "3", name: "Rita", language: "en", may: ["review", "see_visits"] };
const hana = { id: "4", name: "Hana", language: "en", may: ["see_standing", "write_checklists"] };

it("gives everybody her own area", () => {
  expect(areaOf(null, "/today")).toBe("signin");
  expect(areaOf(sasha, "/visits")).toBe("shopper");
  expect(areaOf(mona, "/visits")).toBe("manager");
  expect(areaOf(hana, "/checklists/7")).toBe("hq");
});

it("lets whoever holds a pulse's link answer, signed in or not", () => {
  expect([null, sasha, mona].map((person) => areaOf(person, "/pulse/k3y"))).toEqual([
    "pulse",
    "pulse",
    "pulse",
  ]);
});

it("lets somebody whose session ended sign in again", () => {
  expect(areaOf(sasha, "/sign-in")).toBe("signin");
});

it("begins where the work is", () => {
  expect([sasha, mona, rita, hana].map(homeOf)).toEqual(["/", "/standing", "/review", "/standing"]);
});
