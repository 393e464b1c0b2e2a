// @vitest-environment happy-dom
import { h, render } from "preact";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { aWhile, slowly } from "../api/testing/slowly";
import type { Action } from "../domain/actions";
import type { ReadVisit } from "../domain/reading";
import type { Appeal, DeskVisit } from "../domain/review";
import { go } from "../ui/router";
import { ActionDialog } from "./actions/ActionDialog";
import { ExportForm } from "./ExportForm";
import { DecideDialog } from "./review/AppealDialogs";
import { RatingPart } from "./review/RatingPart";
import { SendBackDialog } from "./SendBackDialog";
import { VisitsPage } from "./VisitsPage";

let place: HTMLElement;
const of = <E extends Element>(selector: string): E => {
  const found = place.querySelector<E>(selector);
  if (!found) throw new Error(`There is no ${selector}.`);
  return found;
};
const choose = (field: HTMLSelectElement | HTMLTextAreaElement, value: string) => {
  field.value = value;
  field.dispatchEvent(new Event(field.tagName === "SELECT" ? "change" : "input", { bubbles: true }));
};
const submit = () => of("form").dispatchEvent(new Event("submit", { bubbles: true, cancelable: true }));

beforeEach(() => {
  place = document.body.appendChild(document.createElement("div"));
});
afterEach(() => {
  render(null, place);
  place.remove();
  vi.unstubAllGlobals();
});

const answered = (name: string) => ({ name, state: "answered", type: "text", list: "", value: "" });
const dialog = { current: null };

it("keeps the rating that was chosen last, however the keyboard ran through the others", async () => {
  const { asked, nth } = slowly();
  render(h(RatingPart, { visit: { id: "7", rating: 2, reviews: true } as unknown as DeskVisit }), place);
  const rate = (mark: number) => of<HTMLInputElement>(`input[value="${mark}"]`).click();
  rate(3);
  const first = await nth(0);
  rate(4);
  rate(5);
  first.answer({ rating: 3 });
  (await nth(1)).answer({ rating: 5 });
  await expect.poll(() => of<HTMLInputElement>("input:checked").value).toBe("5");
  expect(asked.map(({ body }) => body)).toEqual([{ rating: 3 }, { rating: 5 }]);
});

it("decides each appeal by itself, whatever was chosen for the one before", async () => {
  const { asked } = slowly();
  const answers = [{ ...answered("warmth"), is_adjustable: true }, answered("chair")];
  const visit = { sections: [{ answers }], lists: {} } as unknown as DeskVisit;
  const decide = (id: string, question: string) => {
    const appeal = { id, question, words: "" } as Appeal;
    render(h(DecideDialog, { dialog, visit, appeal, done: () => undefined }), place);
  };
  decide("1", "warmth");
  choose(of("select"), "overturned");
  decide("2", "chair");
  await aWhile();
  choose(of("textarea"), "The photo shows it.");
  submit();
  expect(asked.map(({ act, body }) => [act, body])).toEqual([
    ["POST appeals/2/decide", { outcome: "upheld", answer: "The photo shows it." }],
  ]);
});

it("keeps the reason that a reviewer has begun to write when she adds a note", async () => {
  const visit = { id: "7", sections: [{ answers: [answered("chair")] }] } as unknown as ReadVisit;
  const shown = (marked: Record<string, string>) =>
    render(h(SendBackDialog, { dialog, visit, marked, done: () => undefined }), place);
  shown({});
  choose(of("textarea"), "Two answers do not fit together.");
  shown({ chair: "Was there a chair?" });
  await aWhile();
  expect(of<HTMLTextAreaElement>("textarea").value).toBe("Two answers do not fit together.");
  expect(of<HTMLInputElement>("fieldset input").value).toBe("Was there a chair?");
});

it("says a comment on an action once, also where its proof is refused and sent again", async () => {
  const { asked, nth } = slowly();
  const action = { id: "9", state: "open", words: "Offer a chair", notes: [], question: {} };
  render(h(ActionDialog, { action: action as unknown as Action, owners: [], close: () => undefined }), place);
  choose(of("textarea"), "The chair is ordered.");
  const proof = new DataTransfer();
  proof.items.add(new File(["a photograph"], "chair.jpg"));
  of<HTMLInputElement>("input[type=file]").files = proof.files;
  submit();
  (await nth(0)).answer({});
  (await nth(1)).answer({ code: "too_large" }, 413);
  await aWhile();
  expect(asked.map(({ act }) => act)).toEqual(["PATCH actions/9", "POST actions/9/proof"]);
});

it("begins a list of visits anew when its address asks for others, on whichever page one was", async () => {
  const { asked, nth } = slowly();
  go("/visits");
  render(h(VisitsPage, { reviews: false }), place);
  const line = { id: "7", store: { name: "London" }, photos: { here: 0, promised: 0 }, shown: null };
  (await nth(0)).answer({ results: [{ ...line, surplus: null, week: "2026-W46" }], next: "after-7" });
  (await vi.waitFor(() => of<HTMLButtonElement>("nav.turning button"))).click();
  await nth(1);
  go("/visits?critical=true");
  await nth(2);
  expect(asked.map(({ act }) => act)).toEqual([
    "GET visits?limit=50",
    "GET visits?cursor=after-7&limit=50",
    "GET visits?critical=true&limit=50",
  ]);
});

it("says that the choices of a file could not be had, and asks once more", async () => {
  const { nth } = slowly();
  render(h(ExportForm, { asked: () => undefined }), place);
  (await nth(0)).answer({}, 500);
  (await vi.waitFor(() => of<HTMLButtonElement>("[role=alert] button"))).click();
  (await nth(2)).answer([{ id: "w", number: 1, name: "Spring" }]);
  (await nth(3)).answer([{ id: "r", name: "North" }]);
  await expect.poll(() => place.querySelectorAll("select[name=region] option").length).toBe(2);
});
