// @vitest-environment happy-dom
import { h, render } from "preact";
import { useState } from "preact/hooks";
import { expect, it } from "vitest";
import type { Answer } from "../../domain/answers";
import type { ControlProps } from "./control";
import { Text } from "./Text";

/** A field whose disk writes when it is told to, and tells it then. */
function onASlowDisk() {
  const writes: (() => void)[] = [];
  let keep: (value: Answer) => void = () => undefined;
  function Field() {
    const [value, setValue] = useState<Answer>("It was nice.");
    keep = setValue;
    const answer = (now: Answer) =>
      new Promise<void>((done) => {
        writes.push(() => {
          setValue(now);
          done();
        });
      });
    const props = { id: "q", node: {}, asked: { value }, answer } as unknown as ControlProps;
    return h(Text, props);
  }
  const place = document.createElement("div");
  render(h(Field, {}), place);
  const field = place.querySelector("textarea") as HTMLTextAreaElement;
  const type = (text: string) => {
    field.value = text;
    field.dispatchEvent(new Event("input", { bubbles: true }));
    field.dispatchEvent(new Event("blur"));
  };
  return { field, type, writes, keep: (value: Answer) => keep(value) };
}

const drawn = () => new Promise((done) => setTimeout(done, 50));

it("never puts words back that the disk tells of after newer ones were typed", async () => {
  const { field, type, writes, keep } = onASlowDisk();
  await drawn();
  type("He");
  type("He said");
  await drawn();
  writes[0]?.();
  await drawn();
  expect(field.value).toBe("He said");
  writes[1]?.();
  await drawn();
  expect(field.value).toBe("He said");
  keep("changed elsewhere");
  await drawn();
  expect(field.value).toBe("changed elsewhere");
});
