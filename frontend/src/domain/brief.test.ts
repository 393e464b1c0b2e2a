import { describe, expect, it } from "vitest";
import { marked, withPicture } from "./brief";

const chosen = (text: string, part: string) => {
  const from = text.indexOf(part);
  return { text, from, to: from + part.length };
};

describe("a brief that is being written", () => {
  it("is made strong where it is chosen, and the same words stay chosen", () => {
    const strong = marked(chosen("Ask for a gift.", "gift"), "strong");
    expect(strong.text).toBe("Ask for a **gift**.");
    expect(strong.text.slice(strong.from, strong.to)).toBe("gift");
  });

  it("becomes a list line by line, from the beginning of each line", () => {
    const listed = marked(chosen("First\nSecond\nThird", "st\nSec"), "numbers");
    expect(listed.text).toBe("1. First\n2. Second\nThird");
  });

  it("has a heading where nothing is chosen", () => {
    expect(marked({ text: "Before\nThe gift", from: 9, to: 9 }, "heading").text).toBe("Before\n# The gift");
  });

  it("has its pictures on lines of their own, with words that can't break out", () => {
    const put = withPicture(chosen("Look\nGo", "Look"), "a".repeat(64), "the [door]\n");
    expect(put).toBe(`Look\n\n![the  door](picture:${"a".repeat(64)})\n\nGo`);
    expect(withPicture({ text: "", from: 0, to: 0 }, "b", "x")).toBe("![x](picture:b)\n");
  });
});
