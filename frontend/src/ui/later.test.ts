// @vitest-environment happy-dom
import { h, render } from "preact";
import { expect, it } from "vitest";
import { later, warm } from "./later";

it("draws a page whose code arrives between its first drawing and the end of that drawing", async () => {
  const Page = later(async () => () => h("p", null, "here"));
  const place = document.createElement("div");
  render(h(Page, {}), place);
  await warm();
  await expect.poll(() => place.textContent).toBe("here");
});
