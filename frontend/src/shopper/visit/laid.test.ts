import { batch, effect, signal } from "@preact/signals";
import { expect, it } from "vitest";
import type { Answers } from "../../domain/answers";
import type { Edition } from "../../domain/edition";
import { Laid } from "./laid";

const yesNo = [
  { name: "yes", label: { en: "Yes" } },
  { name: "no", label: { en: "No" } },
];
const ask = (name: string, more: object = {}) => ({
  ...{ kind: "question", type: "select_one", name, list: "yes_no", label: { en: name } },
  ...more,
});
const edition = {
  ...{ v: 1, form: { id: "f", title: "F", version: "1" }, languages: [], default_language: "en" },
  ...{ scoring: "points", lists: { yes_no: yesNo } },
  body: [
    {
      ...{ kind: "group", name: "inside" },
      body: [
        ask("greeted", { required: 1 }),
        ask("smiled", { relevant: ["=", ["$", "greeted"], "yes"], required: 1 }),
        // biome-ignore lint/suspicious/noTemplateCurlyInString: as an edition writes it
        ask("clean", { label: { en: "Clean, though greeted: ${greeted}?" } }),
        ask("tidy"),
      ],
    },
    { kind: "group", name: "outside", body: [ask("parking", { required: 1 })] },
  ],
} as unknown as Edition;

/** A visit in hand, and the names of the questions that were drawn anew since the last look. */
function inHand() {
  const answers = signal<Answers>({});
  const laid = new Laid(edition, answers, signal("en"), {});
  const drawn: string[] = [];
  for (const name of ["greeted", "smiled", "clean", "tidy", "parking"])
    effect(() => {
      laid.asked(name, []).value;
      drawn.push(name);
    });
  const tap = (name: string, value: string) => {
    drawn.length = 0;
    batch(() => {
      laid.change(name);
      answers.value = { ...answers.peek(), [name]: value };
    });
    return drawn.toSorted();
  };
  return { laid, tap };
}

it("draws anew only what a tap reaches: itself, what depends on it, what shows it", () => {
  const { tap } = inHand();
  expect(tap("greeted", "yes")).toEqual(["clean", "greeted", "smiled"]);
  expect(tap("tidy", "no")).toEqual(["tidy"]);
  expect(tap("greeted", "yes")).toEqual([]);
});

it("counts along the way what is answered and what is lacking, before and after a question appears", () => {
  const { laid, tap } = inHand();
  const along = () =>
    laid.way.value.map(({ name, progress }) => [
      name,
      progress.answered,
      progress.lacking.map((spot) => spot.node.name),
    ]);
  expect(along()).toEqual([
    ["inside", 0, ["greeted"]],
    ["outside", 0, ["parking"]],
  ]);
  tap("greeted", "yes");
  expect(along()[0]).toEqual(["inside", 1, ["smiled"]]);
  tap("smiled", "no");
  expect(along()[0]).toEqual(["inside", 2, []]);
  tap("greeted", "no");
  expect(along()[0]).toEqual(["inside", 1, []]);
  tap("parking", "no");
  expect(along()[1]).toEqual(["outside", 1, []]);
});

it("knows the section of each question", () => {
  const { laid } = inHand();
  expect(["smiled", "parking", "nowhere"].map((name) => laid.sectionOf(name))).toEqual([
    "inside",
    "outside",
    "-",
  ]);
});
