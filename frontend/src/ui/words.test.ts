import { describe, expect, it } from "vitest";
import { language } from "./language";
import { formOf, insert, wordsOf } from "./words";

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

  it("grow by those that come later, in the language that is spoken then and in every other", async () => {
    const said = (word: string) => async () => ({ default: { now: word } });
    const more = (word: string) => async () => ({ default: { later: word } });
    const words = wordsOf<"now" | "later">({ en: said("now"), fr: said("tout de suite"), ar: said("الآن") });
    await words.load("en");
    expect([words.say("now"), words.say("later")]).toEqual(["now", "later"]);
    await words.add({ en: more("after that"), fr: more("ensuite"), ar: more("ثم") });
    expect([words.say("now"), words.say("later")]).toEqual(["now", "after that"]);
    await words.load("fr");
    language.value = "fr";
    expect([words.say("now"), words.say("later")]).toEqual(["tout de suite", "ensuite"]);
    language.value = "en";
  });
});
