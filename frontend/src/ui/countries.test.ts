import { afterEach, describe, expect, it } from "vitest";
import { byCountryName, countryName } from "./countries";
import { language } from "./language";

afterEach(() => {
  language.value = "en";
});

describe("a country", () => {
  it("has its name in the reader's language", () => {
    language.value = "en";
    expect(countryName("DE")).toBe("Germany");
    language.value = "fr";
    expect(countryName("DE")).toBe("Allemagne");
    language.value = "ar";
    expect(countryName("DE")).toBe("ألمانيا");
  });

  it("that nobody knows keeps its letters", () => {
    expect(countryName("nowhere")).toBe("nowhere");
  });

  it("stands where its name belongs, not its letters", () => {
    language.value = "fr";
    expect(["DE", "ES", "AT"].sort(byCountryName)).toEqual(["DE", "AT", "ES"]);
  });
});
