import type { Answer } from "../../domain/answers";
import type { Node, Question } from "../../domain/edition";
import { type Sheet, type Turn, toNumber, toText } from "../../domain/expressions";

const NUMBERS = new Set(["integer", "decimal", "range"]);

/** A value that an expression gave, as this question's answer; nothing where it doesn't fit. */
export function answerFrom(question: Question, words: string): Answer {
  if (words === "") return undefined;
  if (NUMBERS.has(question.type)) {
    const number = toNumber(words);
    return Number.isFinite(number) ? number : undefined;
  }
  return question.type === "select_multiple" ? words.split(" ").filter(Boolean) : words;
}

/** What the questions of some nodes hold before anybody answers, by name; repeats begin with their turns. */
export function defaultsIn(sheet: Sheet, body: readonly Node[], turn: Turn = []): [string, Answer][] {
  return body.flatMap((node): [string, Answer][] => {
    if (node.kind === "group") return defaultsIn(sheet, node.body ?? [], turn);
    if (node.kind === "repeat" || node.default === undefined) return [];
    const value = answerFrom(node, toText(sheet.evaluate(node.default, node.name, turn)));
    return value === undefined ? [] : [[node.name, value]];
  });
}
