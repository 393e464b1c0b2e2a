// @vitest-environment happy-dom
import { h, render } from "preact";
import { useState } from "preact/hooks";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { aWhile, slowly } from "../api/testing/slowly";
import type { WaveLine, WholeWave } from "../domain/programme";
import type { Shopper } from "../domain/shopper";
import type { StudyLine } from "../domain/told";
import type { Loaded } from "../ui/load";
import { ChooseFile } from "./ChooseFile";
import { Finder } from "./Finder";
import { type Choices, PairForm } from "./figures/PairForm";
import { StudiesPage } from "./figures/StudiesPage";
import { PlacesPage } from "./PlacesPage";
import { BriefEditor } from "./scenarios/BriefEditor";
import { BriefPreview } from "./scenarios/BriefPreview";
import { BarsPart } from "./shoppers/BarsPart";
import { NewWave } from "./waves/NewWave";
import { ScenariosForm } from "./waves/ScenariosForm";
import { WhereForm } from "./waves/WhereForm";

let place: HTMLElement;
const all = <E extends Element>(selector: string): E[] => [...place.querySelectorAll<E>(selector)];
const of = <E extends Element>(selector: string): E => {
  const [found] = all<E>(selector);
  if (!found) throw new Error(`There is no ${selector}.`);
  return found;
};
const type = (field: HTMLInputElement | HTMLTextAreaElement, words: string) => {
  field.value = words;
  field.dispatchEvent(new Event("input", { bubbles: true }));
};
function give(field: HTMLInputElement, ...files: File[]): void {
  const carried = new DataTransfer();
  for (const file of files) carried.items.add(file);
  field.files = carried.files;
  field.dispatchEvent(new Event("change", { bubbles: true }));
}

beforeEach(() => {
  place = document.body.appendChild(document.createElement("div"));
});
afterEach(() => {
  render(null, place);
  place.remove();
  vi.unstubAllGlobals();
  vi.useRealTimers();
});

it("takes the same file again when it has been mended", () => {
  const taken: string[] = [];
  const props = { word: "Choose", kinds: ".csv", chosen: (file: File) => void taken.push(file.name) };
  render(h(ChooseFile, props), place);
  const field = of<HTMLInputElement>("input");
  const cleared = vi.spyOn(field, "value", "set");
  give(field, new File(["a"], "stores.csv"));
  expect(taken).toEqual(["stores.csv"]);
  expect(cleared).toHaveBeenCalledWith("");
});

it("leaves a space where it was typed, though an answer comes just then", async () => {
  let come: ((found: { id: string }[]) => void) | undefined;
  const ask = () =>
    new Promise<{ id: string }[]>((done) => {
      come = done;
    });
  render(h(Finder, { label: "Store", ask, wordsOf: () => "Rue Royale", choose: () => undefined }), place);
  type(of("input"), "Rue ");
  await expect.poll(() => come).toBeDefined();
  come?.([{ id: "1" }]);
  await expect.poll(() => place.querySelector("li")?.textContent).toBe("Rue Royale");
  expect(of<HTMLInputElement>("input").value).toBe("Rue ");
});

it("keeps what is typed into a brief while a picture goes up", async () => {
  const { asked } = slowly();
  const Brief = () => {
    const [words, change] = useState("Go in.");
    return h(BriefEditor, { code: "en", words, change });
  };
  render(h(Brief, {}), place);
  give(of("input[type=file]"), new File(["a picture"], "door.jpg"));
  type(of("textarea"), "Go in. Ask for a gift.");
  await aWhile();
  asked.find(({ act }) => act === "POST brief-pictures")?.answer({ sha256: "ab12" });
  await expect
    .poll(() => of<HTMLTextAreaElement>("textarea").value.trim())
    .toBe("Go in. Ask for a gift.\n\n![door](picture:ab12)");
});

it("shows a brief as it is written now, though the answer about older words comes last", async () => {
  const { nth } = slowly();
  const read = (text: string) => ({ blocks: [{ kind: "paragraph", spans: [{ text }] }] });
  render(h(BriefPreview, { code: "en", words: "old" }), place);
  const first = await nth(0);
  render(h(BriefPreview, { code: "en", words: "new" }), place);
  (await nth(1)).answer(read("new"));
  await expect.poll(() => of("div p").textContent).toBe("new");
  first.answer(read("old"));
  await aWhile();
  expect(of("div p").textContent).toBe("new");
});

it("keeps the reason of a bar that HQ’s server refused", async () => {
  const run = () => Promise.resolve(false);
  render(h(BarsPart, { shopper: { id: "1", bars: [] } as unknown as Shopper, run }), place);
  slowly();
  of<HTMLInputElement>("input[name=whole]").checked = true;
  type(of("input[name=reason]"), "She was recognised.");
  of("form").dispatchEvent(new Event("submit", { bubbles: true, cancelable: true }));
  await aWhile();
  expect(of<HTMLInputElement>("input[name=reason]").value).toBe("She was recognised.");
});

it("holds both headings that were chosen in one breath", async () => {
  const { asked, nth } = slowly();
  const counts = { rows: 1, taken: 0, refused: 0, doubtful: 0 };
  const sheet = (mapping: object) => ({
    ...{ id: "s", headings: ["No", "Shop"], missing: [], sample: [], doubts: [], problems: [] },
    ...{ counts, total_problems: 0, mapping },
  });
  const headings = () => all<HTMLSelectElement>("table.mapping select").slice(0, 2);
  const choose = (at: number, heading: string) => {
    const field = headings()[at] as HTMLSelectElement;
    field.value = heading;
    field.dispatchEvent(new Event("change", { bubbles: true }));
  };
  render(h(PlacesPage, {}), place);
  give(of("input[type=file]"), new File(["a"], "stores.csv"));
  (await nth(0)).answer(sheet({}));
  await expect.poll(() => headings().length).toBe(2);
  choose(0, "No");
  const first = await nth(1);
  choose(1, "Shop");
  first.answer(sheet({ number: "No" }));
  (await nth(2)).answer(sheet({ number: "No", name: "Shop" }));
  await expect.poll(() => headings().map(({ value }) => value)).toEqual(["No", "Shop"]);
  expect(asked.slice(1).map(({ body }) => body)).toEqual([
    { mapping: { number: "No" } },
    { mapping: { number: "No", name: "Shop" } },
  ]);
});

it("draws a pair of any store and any two shoppers, however many the brand has", async () => {
  const { asked, nth } = slowly();
  const waves = [{ id: "w", name: "Spring" } as WaveLine];
  const loaded = { state: "ready", value: { waves, scenarios: [] } } satisfies Loaded<Choices>;
  const from = { loaded, again: () => undefined };
  render(h(PairForm, { study: { id: "9" } as StudyLine, drawn: () => undefined, from }), place);
  const names = { store: "Lyon", bearer: "Wren", other: "Finch" };
  for (const [at, [part, name]] of Object.entries(names).entries()) {
    await expect.poll(() => place.querySelector("input[type=search]")).not.toBeNull();
    type(of("input[type=search]"), name);
    (await nth(at)).answer({ results: [{ id: part, name, alias: name }] });
    (await vi.waitFor(() => of<HTMLButtonElement>("li button"))).click();
    await expect
      .poll(() =>
        all("strong")
          .map(({ textContent }) => textContent)
          .join(),
      )
      .toContain(name);
  }
  of<HTMLSelectElement>("select[name=wave]").value = "w";
  of<HTMLInputElement>("input[name=from]").value = "2026-12-01";
  of("form").dispatchEvent(new Event("submit", { bubbles: true, cancelable: true }));
  expect(asked.map(({ act }) => act)).toEqual([
    "GET stores?q=Lyon&limit=8",
    "GET shoppers?q=Wren",
    "GET shoppers?q=Finch",
    "POST studies/9/pairs",
  ]);
  const who = { store: "store", bearer: "bearer", other: "other" };
  expect(asked.at(-1)?.body).toEqual({ ...who, wave: "w", from: "2026-12-01" });
});

it("takes no region and no scenario from a wave whose choices have not come yet", async () => {
  const { asked, nth } = slowly();
  const wave = {
    ...{ id: "w", covers: 3, named_stores: [], where: { regions: ["north"] } },
    ...{ scenarios: [{ id: "gift", name: "A gift" }], checklist: { id: "c" }, quiz: { needed: false } },
  } as unknown as WholeWave;
  const keep = async (Form: typeof WhereForm) => {
    render(h(Form, { key: Form.name, wave, kept: () => undefined }), place);
    of("form").dispatchEvent(new Event("submit", { bubbles: true, cancelable: true }));
    return vi.waitFor(() => {
      const found = asked.findLast(({ act }) => act === "PATCH waves/w");
      if (!found) throw new Error("Nothing was kept.");
      return found;
    }, 4000);
  };
  expect((await keep(WhereForm)).body).toEqual({ where: { regions: ["north"], stores: [] } });
  await nth(1);
  render(null, place);
  asked.length = 0;
  expect((await keep(ScenariosForm)).body).toEqual({ scenarios: ["gift"] });
});

it("says that the checklists of a new wave could not be had, and asks once more", async () => {
  const { asked, nth } = slowly();
  render(h(NewWave, {}), place);
  (await nth(0)).answer({}, 500);
  (await vi.waitFor(() => of<HTMLButtonElement>("[role=alert] button"))).click();
  (await nth(1)).answer([{ id: "c", title: "Boutique", newest: 1 }]);
  await expect.poll(() => all("select[name=checklist] option").length).toBe(1);
  expect(asked.map(({ act }) => act)).toEqual(["GET checklists", "GET checklists"]);
});

it("asks for the waves once, however many studies are open", async () => {
  const { asked, nth } = slowly();
  render(h(StudiesPage, {}), place);
  const study = { name: "Age", attribute: "age", pairs: 0, made_at: "2026-11-01T00:00:00Z" };
  const studies = ["1", "2", "3"].map((id) => ({ ...study, id }));
  await nth(0);
  asked.find(({ act }) => act === "GET studies")?.answer({ results: studies });
  await expect.poll(() => all("details").length).toBe(3);
  await aWhile();
  expect(asked.filter(({ act }) => act === "GET waves")).toHaveLength(1);
});
