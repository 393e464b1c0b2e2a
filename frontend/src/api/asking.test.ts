import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { Problem, send } from "./asking";

const answers = (status: number, body: string) =>
  vi.stubGlobal("fetch", async () => new Response(body || null, { status }));

beforeEach(() => vi.stubGlobal("document", { cookie: "" }));
afterEach(() => vi.unstubAllGlobals());

it.each([202, 204])(
  "takes %i without a body for done: a message is on its way, a thing is gone",
  async (status) => {
    answers(status, "");
    expect(await send("POST", "webhooks/1/test", {})).toBeUndefined();
  },
);

it("reads what is under way where the server says more", async () => {
  answers(202, '{"line": 7}');
  expect(await send("POST", "alert-rules/1/try", {})).toEqual({ line: 7 });
});

it("takes an empty answer that should have had words for a failure", async () => {
  answers(200, "");
  await expect(send("POST", "actions", {})).rejects.toBeInstanceOf(Problem);
});
