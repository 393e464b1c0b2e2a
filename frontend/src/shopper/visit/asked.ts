import type { Answer } from "../../domain/answers";
import type { Choice, Question, Tree, Words } from "../../domain/edition";
import { type Sheet, type Turn, toBoolean } from "../../domain/expressions";
import { wordsIn } from "./languages";
import { type Lack, lackOf } from "./sections";

/** One question as it stands now: all that its screen needs. */
export interface Asked {
  readonly shown: boolean;
  readonly value: Answer;
  readonly lack: Lack | null;
  readonly isRequired: boolean;
  readonly isReadOnly: boolean;
  readonly label: string;
  readonly hint: string;
  readonly lackWords: string;
  readonly choices: readonly Choice[];
}

const HIDDEN: Asked = {
  ...{ shown: false, value: undefined, lack: null, isRequired: false, isReadOnly: false },
  ...{ label: "", hint: "", lackWords: "", choices: [] },
};

/** A question seen on a sheet. */
export function askedNow(sheet: Sheet, name: string, turn: Turn, language: string): Asked {
  const node = sheet.outline.places.get(name)?.node as Question;
  if (!sheet.relevant(name, turn)) return HIDDEN;
  const fill = (words: Words | undefined) =>
    sheet.fill(wordsIn(words, language, sheet.outline.edition.default_language), turn);
  const holds = (tree: Tree | undefined) => tree !== undefined && toBoolean(sheet.evaluate(tree, name, turn));
  const lack = lackOf(sheet, { node, turn });
  return {
    shown: true,
    value: sheet.answer(name, turn),
    lack,
    isRequired: sheet.required(name, turn),
    isReadOnly: holds(node.read_only),
    label: fill(node.label),
    hint: fill(node.hint),
    lackWords: fill(lack === "broken" ? node.constraint_message : node.required_message),
    choices: node.list ? sheet.choices(name, turn) : [],
  };
}

const sameList = (a: readonly unknown[], b: readonly unknown[]): boolean =>
  a.length === b.length && a.every((each, i) => Object.is(each, b[i]));

/** Whether two looks at a question are alike: then its screen stays as it is. */
export function sameAsked(a: Asked, b: Asked): boolean {
  const { choices: before, ...one } = a;
  const { choices: after, ...other } = b;
  return sameList(Object.values(one), Object.values(other)) && sameList(before, after);
}
