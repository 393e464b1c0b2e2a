import { expect, it } from "vitest";
import { sheetOfLinks } from "./told";

it("hands out each link with its store, disarmed for spreadsheets", () => {
  const links = [
    { store: 'Paris, "Lenoir"', key: "k3y" },
    { store: "=1+1", key: "k4y" },
  ];
  expect(sheetOfLinks(links, "https://encore.example", ["Store", "Link"])).toBe(
    '\ufeff"Store","Link"\r\n"Paris, ""Lenoir""","https://encore.example/pulse/k3y"\r\n' +
      '"\'=1+1","https://encore.example/pulse/k4y"\r\n',
  );
});
