import type { QuizQuestion } from "../../domain/programme";
import { directionOf } from "../../ui/language";
import { useWords } from "../words";

const MOST_CHOICES = 8;

interface Props {
  number: number;
  code: string;
  question: QuizQuestion;
  change: (question: QuizQuestion) => void;
  remove: () => void;
}

/** One question of a quiz, in one language; what is chosen is the right answer in all. */
export function QuizQuestionForm({ number, code, question, change, remove }: Props) {
  const { t, pick } = useWords();
  const { asks, choices, right } = question;
  const isNew = !Object.values(asks).some((words) => words.trim());
  return (
    <fieldset class="part quiz-question">
      <legend>
        <h2>{t("quiz.n", { number })}</h2>
      </legend>
      <label class="ask">
        <span class="quiet">{t("quiz.asks")}</span>
        <textarea
          class="line-in"
          rows={2}
          maxLength={1000}
          required={isNew}
          lang={code}
          dir={directionOf(code)}
          value={asks[code] ?? ""}
          placeholder={isNew ? "" : pick(asks)}
          onInput={(event) => change({ ...question, asks: { ...asks, [code]: event.currentTarget.value } })}
        />
      </label>
      {choices.map((choice, index) => (
        <Choice
          key={index}
          {...{ number, index, code, choice }}
          isRight={index === right}
          makeRight={() => change({ ...question, right: index })}
          change={(words) =>
            change({
              ...question,
              choices: choices.map((each, at) => (at === index ? { ...each, [code]: words } : each)),
            })
          }
        />
      ))}
      <p class="acts">
        {choices.length < MOST_CHOICES && (
          <button
            type="button"
            class="act small"
            onClick={() => change({ ...question, choices: [...choices, {}] })}
          >
            {t("quiz.add_choice")}
          </button>
        )}
        {choices.length > 2 && (
          <button
            type="button"
            class="act small"
            onClick={() =>
              change({
                ...question,
                choices: choices.slice(0, -1),
                right: Math.min(right, choices.length - 2),
              })
            }
          >
            {t("quiz.drop_choice")}
          </button>
        )}
        <button type="button" class="link" onClick={remove}>
          {t("quiz.remove")}
        </button>
      </p>
    </fieldset>
  );
}

interface ChoiceProps {
  number: number;
  index: number;
  code: string;
  choice: Record<string, string>;
  isRight: boolean;
  makeRight: () => void;
  change: (words: string) => void;
}

function Choice({ number, index, code, choice, isRight, makeRight, change }: ChoiceProps) {
  const { t, pick } = useWords();
  const isNew = !Object.values(choice).some((words) => words.trim());
  return (
    <div class="row-of">
      <label class="tick">
        <input type="radio" name={`right-${number}`} checked={isRight} onChange={makeRight} />
        <span>{t("quiz.right")}</span>
      </label>
      <input
        class="field"
        aria-label={t("quiz.choice", { number, choice: index + 1 })}
        maxLength={1000}
        required={isNew}
        lang={code}
        dir={directionOf(code)}
        value={choice[code] ?? ""}
        placeholder={isNew ? "" : pick(choice)}
        onInput={(event) => change(event.currentTarget.value)}
      />
    </div>
  );
}
