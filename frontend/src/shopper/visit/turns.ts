import type { Answer, Answers } from "../../domain/answers";
import type { Turn } from "../../domain/expressions";

/** The turns of a repeat, as they were answered. */
export const turnsIn = (answers: Answers, repeat: string): readonly Answers[] => {
  const turns = answers[repeat];
  return Array.isArray(turns) ? (turns as readonly Answers[]) : [];
};

function withValue(answers: Answers, name: string, value: Answer): Answers {
  const { [name]: _before, ...others } = answers;
  return value === undefined ? others : { ...others, [name]: value };
}

/**
 * Answers with one value changed: of a question in `turn` of the repeats around it, outermost first.
 * Turns that don't exist yet are begun. `undefined` takes the answer away.
 */
export function put(
  answers: Answers,
  repeats: readonly string[],
  turn: Turn,
  name: string,
  value: Answer,
): Answers {
  const [repeat, ...inner] = repeats;
  if (repeat === undefined) return withValue(answers, name, value);
  const [at = 0, ...later] = turn;
  const turns = [...turnsIn(answers, repeat)];
  while (turns.length <= at) turns.push({});
  turns[at] = put(turns[at] ?? {}, inner, later, name, value);
  return { ...answers, [repeat]: turns };
}
