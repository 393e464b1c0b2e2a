import { describe, expect, it } from "vitest";
import { formOf, insert } from "./words";

const missing = { one: "one is missing", two: "two", few: "few", many: "many", other: "{n} are missing" };

describe("words", () => {
  it("choose the plural form by the language's own rule", () => {
    expect(formOf(missing, "en", 1)).toBe("one is missing");
    expect(formOf(missing, "en", 2)).toBe("{n} are missing");
    expect(formOf(missing, "ar", 2)).toBe("two");
    expect(formOf(missing, "ar", 5)).toBe("few");
    expect(formOf(missing, "ar", 11)).toBe("many");
  });

  it("write numbers as the language does, in figures everybody can read", () => {
    expect(insert("{n} of {all}", { n: 1234, all: 5 }, "en")).toBe("1,234 of 5");
    expect(insert("{n}", { n: 12 }, "ar")).toBe("12");
  });

  it("leave what has no insert as it stands", () => {
    expect(insert("at {time}", {}, "en")).toBe("at {time}");
  });
});
