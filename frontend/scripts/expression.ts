/** JSON lines `{"tree", "values", "today"?, "now"?}` in, `{"value"}` out, with the phone's own evaluator. */
import type { Answer, Answers } from "../src/domain/answers";
import { evaluate, plain, type Scalar, type Scope, type Tree, type Value } from "../src/domain/expressions";
import { first } from "../src/domain/expressions/values";
import { worth } from "../src/domain/expressions/worth";

interface Line {
  readonly tree: Tree;
  readonly values?: Answers | null;
  readonly today?: string | null;
  readonly now?: string | null;
}

const isMap = (answer: unknown): answer is Answers =>
  typeof answer === "object" && answer !== null && !Array.isArray(answer);
const isRepeat = (answer: Answer): answer is readonly Answers[] =>
  Array.isArray(answer) && answer.length > 0 && answer.every(isMap);

function listed(answers: Answers, name: string): Scalar[] {
  if (Object.hasOwn(answers, name)) return [first(worth(answers[name]))];
  for (const turns of Object.values(answers).filter(isRepeat)) {
    const found = turns.map((turn) => listed(turn, name));
    if (found.some((values) => values.length))
      return found.flatMap((values) => (values.length ? values : [""]));
  }
  return [];
}

/** A scope of bare values, as audits/expressions/given.py. */
function given(values: Answers, today: string, now: string): Scope {
  const value = (name: string): Value => {
    if (!Object.hasOwn(values, name)) {
      const list = listed(values, name);
      return list.length ? list : "";
    }
    const answer = values[name];
    return isRepeat(answer) ? answer.map(() => "") : worth(answer);
  };
  return {
    get own() {
      return value(".");
    },
    today: today || now.slice(0, 10),
    now,
    position: 1,
    value,
    column: (name) => first(value(name)),
    choiceLabel: () => "",
  };
}

function printed(value: Value): unknown {
  if (typeof value === "object") return value.map(printed);
  return typeof value === "number" && !Number.isFinite(value) ? plain(value) : value;
}

function isLine(line: unknown): line is Line {
  if (!isMap(line) || !("tree" in line)) return false;
  const { values, today, now } = line as Record<string, unknown>;
  return (
    (values == null || isMap(values)) &&
    [today, now].every((text) => text == null || typeof text === "string")
  );
}

function told(text: string): unknown {
  try {
    const line: unknown = JSON.parse(text);
    if (!isLine(line)) throw new TypeError("tree is a tree, values an object, today and now are strings");
    return {
      value: printed(evaluate(line.tree, given(line.values ?? {}, line.today ?? "", line.now ?? ""))),
    };
  } catch (problem) {
    return { refused: "unreadable", message: `The line can't be read: ${(problem as Error).message}` };
  }
}

/** One line of ASCII: some readers end a line at U+0085 or U+2028. */
function line(answer: unknown): string {
  const escaped = (sign: string): string => `\\u${sign.charCodeAt(0).toString(16).padStart(4, "0")}`;
  return `${JSON.stringify(answer).replace(/[\u007f-\uffff]/g, escaped)}\n`;
}

/** Only a line feed ends a line: node:readline would also stop at U+2028, which JSON may hold. */
async function* lines(): AsyncGenerator<string> {
  let rest = "";
  for await (const chunk of process.stdin.setEncoding("utf8")) {
    const parts = (rest + String(chunk)).split("\n");
    rest = parts.pop() ?? "";
    yield* parts;
  }
  yield rest;
}

for await (const text of lines()) {
  if (text.trim()) process.stdout.write(line(told(text)));
}
