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

it("says that it comes while its code is on its way, and takes that back when it is here", async () => {
  let arrive = (_: () => ReturnType<typeof h>) => {};
  const code = new Promise<() => ReturnType<typeof h>>((here) => {
    arrive = here;
  });
  const Page = later(
    () => code,
    () => h("p", null, "it comes"),
  );
  const place = document.createElement("div");
  render(h(Page, {}), place);
  expect(place.textContent).toBe("it comes");
  arrive(() => h("p", null, "here"));
  await expect.poll(() => place.textContent).toBe("here");
});
