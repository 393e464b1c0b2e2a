import { afterEach, expect, test, vi } from "vitest";
import { signIn, signInByPasskey } from "./sign_in";
import { signOut } from "./who";

const ROOT = "/_allauth/browser/v1";

/** A server that is slow to end a session: what it was asked, in turn, and the way to let the end come. */
function slowToEnd() {
  const asked: string[] = [];
  let end: () => void = () => undefined;
  const ended = new Promise<void>((done) => {
    end = done;
  });
  vi.stubGlobal("document", { cookie: "csrftoken=token" });
  vi.stubGlobal("fetch", async (address: string, { method = "GET", keepalive = false } = {}) => {
    asked.push(`${method} ${address.replace(ROOT, "")}${keepalive ? ", though the page closes" : ""}`);
    if (method === "DELETE") await ended;
    return new Response("{}", { status: method === "DELETE" ? 401 : 400 });
  });
  return { asked, end };
}

const LEFT = "DELETE /auth/session, though the page closes";
const aWhile = () => new Promise((done) => setTimeout(done, 20));

afterEach(() => vi.unstubAllGlobals());

test("who signs in while the session before is being ended waits: its end would take hers away", async () => {
  const { asked, end } = slowToEnd();
  const left = signOut();
  const [byPassword, byPasskey] = [signIn("sasha@demo.example", "word"), signInByPasskey("login")];
  await aWhile();
  expect(asked).toEqual([LEFT]);
  end();
  await Promise.all([left, byPassword, byPasskey]);
  expect(asked).toEqual([LEFT, "POST /auth/login", "GET /auth/webauthn/login"]);
});
