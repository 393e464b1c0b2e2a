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

/** A server that answers when it is let; what it was asked, in turn. */
function slow() {
  const asked: string[] = [];
  const waiting: (() => void)[] = [];
  vi.stubGlobal("fetch", (url: string, { method, body }: RequestInit) => {
    asked.push(`${method} ${url.replace("/api/v1/", "")} ${typeof body === "string" ? body : ""}`.trim());
    const number = asked.length;
    return new Promise((done) =>
      waiting.push(() => done(new Response(JSON.stringify({ number }), { status: 201 }))),
    );
  });
  return { asked, answer: () => waiting.splice(0).map((let_go) => let_go()) };
}

it("takes a second click for the first: a wave that is opened twice in a breath is one wave", async () => {
  const { asked, answer } = slow();
  const clicks = [send("POST", "waves", { name: "Spring" }), send("POST", "waves", { name: "Spring" })];
  answer();
  expect(await Promise.all(clicks)).toEqual([{ number: 1 }, { number: 1 }]);
  expect(asked).toEqual(['POST waves {"name":"Spring"}']);
});

it("sends again what was done before, and what another act came between", async () => {
  const { asked, answer } = slow();
  const first = send("POST", "visits/1/take", {});
  answer();
  await first;
  const acts = ["take", "leave", "take"].map((verb) => send("POST", `visits/1/${verb}`, {}));
  answer();
  await Promise.all(acts);
  expect(asked.map((each) => each.split(/[/ ]/)[3])).toEqual(["take", "take", "leave", "take"]);
});

it("tells two files apart, and knows the same one again", async () => {
  const { asked, answer } = slow();
  const proof = (words: string) => {
    const form = new FormData();
    form.set("file", new File([words], "proof.jpg", { lastModified: 1 }));
    return send("POST", "actions/1/proof", form);
  };
  const sent = [proof("a"), proof("a"), proof("another")];
  answer();
  await Promise.all(sent);
  expect(asked).toHaveLength(2);
});
