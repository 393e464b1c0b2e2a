// @vitest-environment happy-dom
import { afterEach, expect, it, vi } from "vitest";

afterEach(() => vi.restoreAllMocks());

it("says plainly where a browser forbids all storage, instead of staying blank", async () => {
  vi.spyOn(globalThis, "localStorage", "get").mockImplementation(() => {
    throw new DOMException("The operation is insecure.", "SecurityError");
  });
  await import("./main");
  await vi.waitFor(
    () => expect(document.querySelector("h1")?.textContent).toBe("Nothing can be stored here"),
    {
      timeout: 30_000,
    },
  );
});
