import { describe, expect, it } from "vitest";
import type { Answers } from "../../domain/answers";
import type { Edition, Node } from "../../domain/edition";
import { Sheet } from "../../domain/expressions";
import boutique from "../../domain/fixtures/boutique_visit.json";
import { defaultsIn } from "./defaults";
import { asked, isOpen, lackOf, progressOf, sectionsOf, tapsOf } from "./sections";
import { put } from "./turns";

const edition = boutique as unknown as Edition;
const NOW = { today: "2026-11-21", now: "2026-11-21T14:00:00+00:00" };
const sheet = (answers: Answers, of: Edition = edition) =>
  new Sheet(of, answers, { ...NOW, scenario: { scenario_probe: "true", scenario_competitor: "true" } });
const openNames = (answers: Answers) =>
  sectionsOf(edition)
    .filter((section) => isOpen(sheet(answers), section))
    .map((section) => section.name);

const form = (body: Node[]): Edition => ({
  ...{ v: 1, form: { id: "f", title: "F", version: "1" }, languages: [{ code: "en", name: "English" }] },
  ...{ default_language: "en", scoring: "points", lists: {}, body },
});
const text = (name: string, more: object = {}): Node => ({ kind: "question", type: "text", name, ...more });

describe("the sections of the boutique visit", () => {
  it("open one by one: until Sasha says that she goes in, there is only one", () => {
    expect(openNames({})).toEqual(["outcome"]);
    expect(openNames({ visit_outcome: "going_in" })).toHaveLength(11);
    expect(openNames({ visit_outcome: "closed" })).toEqual(["outcome"]);
  });

  it("ask only what is relevant", () => {
    const [outcome] = sectionsOf(edition);
    const names = (answers: Answers) =>
      asked(sheet(answers), outcome?.body ?? []).map(({ node }) => node.name);
    expect(names({})).toEqual(["visit_outcome"]);
    expect(names({ visit_outcome: "closed" })).toContain("not_done_photo");
  });

  it("count what is answered and list what is missing", () => {
    const welcome = sectionsOf(edition).find((section) => section.name === "welcome");
    if (!welcome) throw new Error("no welcome");
    const progress = progressOf(sheet({ visit_outcome: "going_in", first_look: "warm" }), welcome);
    expect(progress.answered).toBe(1);
    expect(progress.lacking.map(({ node }) => node.code)).toEqual(["C1", "C3", "C4", "C5"]);
  });

  it("say that an answer breaks its constraint", () => {
    const asks = sheet({ visit_outcome: "going_in", open_questions: 31 });
    const spot = asked(asks, edition.body).find(({ node }) => node.name === "open_questions");
    expect(spot && lackOf(asks, spot)).toBe("broken");
  });

  it("give the notes screen its taps in the order of the checklist", () => {
    expect(tapsOf(edition.body).map((tap) => tap.name)).toEqual([
      "stepped_in_at",
      "acknowledged_at",
      "stepped_out_at",
    ]);
  });
});

describe("a checklist without groups", () => {
  it("keeps questions between groups on screens of their own, and leaves the hidden ones out", () => {
    const hidden: Node = { kind: "question", type: "hidden", name: "h" };
    const group: Node = { kind: "group", name: "g", body: [text("b")] };
    const names = sectionsOf(form([hidden, text("a"), group, text("c")])).map((section) => section.name);
    expect(names).toEqual(["-", "g", "-2"]);
  });

  it("asks a repeat turn by turn, and offers one that may be begun", () => {
    const of = form([{ kind: "repeat", name: "advisor", body: [text("said", { required: ["true"] })] }]);
    const [section] = sectionsOf(of);
    if (!section) throw new Error("no section");
    expect(isOpen(sheet({}, of), section)).toBe(true);
    const answers = put(put({}, ["advisor"], [0], "said", "hello"), ["advisor"], [1], "said", undefined);
    expect(answers).toEqual({ advisor: [{ said: "hello" }, {}] });
    expect(progressOf(sheet(answers, of), section).lacking.map(({ turn }) => turn)).toEqual([[1]]);
  });
});

it("begins with the defaults that HQ wrote, as answers of the question's own kind", () => {
  const number: Node = { kind: "question", type: "integer", name: "n", default: "3" };
  const many: Node = { kind: "question", type: "select_multiple", name: "m", default: "a b" };
  const of = form([number, many, text("t"), text("d", { default: ["today"] })]);
  expect(defaultsIn(sheet({}, of), of.body)).toEqual([
    ["n", 3],
    ["m", ["a", "b"]],
    ["d", "2026-11-21"],
  ]);
});
