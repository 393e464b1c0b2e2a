// @vitest-environment happy-dom
import "fake-indexeddb/auto";
import { h, render } from "preact";
import { expect, it, vi } from "vitest";
import type { Edition } from "../../domain/edition";
import { openStore } from "../../store";
import { assignment, soon } from "../../store/testing/cast";
import { OpenVisit } from "../visit/open_visit";
import { QuestionView } from "./QuestionView";

/** Waits for a fact; a busy machine is slow, not wrong. */
const until = <T>(fact: () => T) => vi.waitFor(fact, { timeout: 30_000 });

const choice = (name: string) => ({ name, label: { en: name } });
const node = { kind: "question", type: "select_one", name: "outcome", list: "outcomes" } as const;
const edition: Edition = {
  ...{ v: 1, form: { id: "f", title: "F", version: "1" }, scoring: "points", default_language: "en" },
  languages: [{ code: "en", name: "English" }],
  lists: { outcomes: [choice("done"), choice("closed")] },
  body: [node],
};

it("a choice that the disk refused is not shown as chosen", async () => {
  const store = await openStore(crypto.randomUUID(), "encore.test");
  const { id } = await store.openVisit(assignment("a", "e".repeat(64)), soon());
  const draft = await store.draft(id);
  if (!draft) throw new Error("no draft");
  const answer = vi.fn().mockRejectedValue(new DOMException("full", "QuotaExceededError"));
  const open = new OpenVisit({ ...store, answer }, edition, draft);
  render(h(QuestionView, { open, node, turn: [] }), document.body);
  const closed = document.querySelector<HTMLInputElement>("input[value=closed]");
  closed?.click();
  await open.settled();
  expect(answer).toHaveBeenCalled();
  await until(() => expect(document.querySelector(":checked")).toBeNull());
});
