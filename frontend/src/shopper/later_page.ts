import type { ComponentType } from "preact";
import { later } from "../ui/later";
import { PAGES, words } from "./words";

/** A page, or a part of one, that comes after the first question: its code, with the words and style of all of them. */
export const laterPage = <P extends object>(load: () => Promise<ComponentType<P>>): ComponentType<P> =>
  later(async () => (await Promise.all([load(), words.add(PAGES), import("./pages/pages.css")]))[0]);
