import { expect, it } from "vitest";
import type { Dot } from "./charts";
import { placed } from "./labels";

const FRAME = { left: 0, right: 400, top: 0, bottom: 300 };
const SIZE = 12;

it("puts words behind their dot where nothing is in the way", () => {
  const dot: Dot = [100, 100];
  expect(placed([{ dot, words: "The drink" }], SIZE, FRAME, [])).toEqual([
    { x: 111, y: 100 + SIZE * 0.36, anchor: "start" },
  ]);
});

it("puts words before their dot where there is no room behind it", () => {
  const [place] = placed([{ dot: [390, 100], words: "The drink" }], SIZE, FRAME, []);
  expect(place?.anchor).toBe("end");
});

it("lays no words on others, though their dots touch", () => {
  const dots: Dot[] = [
    [300, 100],
    [306, 104],
    [296, 108],
  ];
  const names = ["A fair comparison with others", "Gloves or a tray", "A seat"];
  const places = placed(
    dots.map((dot, at) => ({ dot, words: names[at] ?? "" })),
    SIZE,
    FRAME,
    [],
  );
  const lines = places.map(({ y, anchor }) => `${Math.round(y / SIZE)} ${anchor}`);
  expect(new Set(lines).size).toBe(3);
});

it("keeps words off the line that leads to their dot", () => {
  const tail: Dot[] = [
    [260, 100],
    [100, 100],
  ];
  const [place] = placed([{ dot: [100, 100], words: "A seat" }], SIZE, FRAME, [tail]);
  expect(place?.anchor).toBe("end");
});
