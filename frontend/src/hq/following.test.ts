// @vitest-environment happy-dom
import { h, render } from "preact";
import { expect, it, vi } from "vitest";
import { aWhile } from "../api/testing/slowly";
import { useFollowed } from "./following";

interface Draw {
  id: string;
  done: number;
}

it("follows the newest draw alone, one look at a time, until it rests", async () => {
  const place = document.createElement("div");
  const looks: { of: Draw; come: (next: Draw) => void }[] = [];
  const look = (of: Draw) => new Promise<Draw>((come) => void looks.push({ of, come }));
  const told: Draw[] = [];
  const show = (at: Draw) => {
    const Page = () => {
      useFollowed(at, { isMoving: ({ done }) => done < 2, look, every: 1, tell });
      return null;
    };
    render(null, place);
    render(h(Page, {}), place);
  };
  const tell = (next: Draw) => {
    told.push(next);
    show(next);
  };
  const nth = (number: number) => vi.waitFor(() => expect(looks.length).toBe(number), 4000);
  show({ id: "old", done: 0 });
  await nth(1);
  await aWhile();
  show({ id: "new", done: 0 });
  await nth(2);
  looks[0]?.come({ id: "old", done: 1 });
  looks[1]?.come({ id: "new", done: 1 });
  await nth(3);
  looks[2]?.come({ id: "new", done: 2 });
  await aWhile();
  expect(told).toEqual([
    { id: "new", done: 1 },
    { id: "new", done: 2 },
  ]);
  expect(looks.map(({ of }) => of.id)).toEqual(["old", "new", "new"]);
});
