import { useState } from "preact/hooks";
import { Problem, read, send } from "../../api/asking";
import type { Quiz, QuizTry } from "../../domain/offers";
import { language } from "../../ui/language";
import { useLoaded } from "../../ui/load";
import { clock } from "../../ui/times";
import { useTitle } from "../parts/title";
import { Heading, Way } from "../parts/Way";
import { usePhone } from "../phone";
import { tell } from "./words";

/** A short quiz, passed once before the first visit of a checklist. */
export function QuizPage({ checklist }: { checklist: string }) {
  useTitle(tell("quiz"));
  const [loaded] = useLoaded(checklist, (signal) => read<Quiz>(`quiz/${checklist}`, {}, signal));
  const isGone =
    loaded.state === "failed" && loaded.problem instanceof Problem && loaded.problem.status === 404;
  return (
    <>
      <Way title={tell("quiz")} back="/offers" isPlain={loaded.value !== null} />
      <main>
        {loaded.state === "loading" && <p role="status">{tell("quiz.loading")}</p>}
        {loaded.state === "failed" && (
          <p class="banner asks">{tell(isGone ? "quiz.gone" : "quiz.needs_line")}</p>
        )}
        {loaded.value && <Asking quiz={loaded.value} />}
      </main>
    </>
  );
}

/** Words in the reader's language, else in English, else in any. */
const inWords = (words: Readonly<Record<string, string>>): string =>
  words[language.value] ?? words.en ?? Object.values(words)[0] ?? "";

function Asking({ quiz }: { quiz: Quiz }) {
  const { check } = usePhone();
  const [answers, setAnswers] = useState<Record<number, number>>({});
  const [done, setDone] = useState<QuizTry | null>(null);
  const [trouble, setTrouble] = useState("");
  const whole = quiz.questions.every((_, index) => answers[index] !== undefined);
  const submit = async (event: SubmitEvent) => {
    event.preventDefault();
    if (!whole) return setTrouble(tell("quiz.all"));
    setTrouble("");
    try {
      const given = quiz.questions.map((_, index) => answers[index]);
      const result = await send<QuizTry>("POST", `quiz/${quiz.checklist.id}/tries`, { answers: given });
      setDone(result);
      if (result.passed) await check();
    } catch (problem) {
      const isSoon = problem instanceof Problem && problem.code === "quiz_too_soon" && quiz.next_try_at;
      setTrouble(isSoon ? tell("quiz.wait", { time: clock(isSoon) }) : tell("quiz.needs_line"));
    }
  };
  const heading = <Heading words={quiz.checklist.title} className="page" />;
  if (quiz.passed || done?.passed) {
    return (
      <>
        {heading}
        <p class="banner good" role="status">
          {tell("quiz.passed")}
        </p>
      </>
    );
  }
  return (
    <form onSubmit={(event) => void submit(event)}>
      {heading}
      <p class="quiet">{tell("quiz.lead", { title: quiz.checklist.title })}</p>
      {done && (
        <p class="banner asks" role="alert">
          {tell("quiz.failed", {
            n: done.wrong.length,
            time: done.next_try_at ? clock(done.next_try_at) : "",
          })}
        </p>
      )}
      {quiz.questions.map((question, index) => (
        <QuizQuestion
          key={index}
          name={`quiz-${index}`}
          asks={inWords(question.asks)}
          choices={question.choices.map(inWords)}
          chosen={answers[index]}
          isWrong={done?.wrong.includes(index) ?? false}
          choose={(choice) => setAnswers({ ...answers, [index]: choice })}
        />
      ))}
      <p role="alert">{trouble}</p>
      <button type="submit" class="act first">
        {tell("quiz.send")}
      </button>
    </form>
  );
}

function QuizQuestion(props: {
  name: string;
  asks: string;
  choices: string[];
  chosen: number | undefined;
  isWrong: boolean;
  choose: (choice: number) => void;
}) {
  const { name, asks, choices, chosen, isWrong, choose } = props;
  return (
    <fieldset class="question">
      <legend class="asks" dir="auto">
        {asks}
      </legend>
      {isWrong && <p class="missing-word">{tell("quiz.wrong")}</p>}
      <div class="choice">
        {choices.map((words, index) => (
          <label key={words}>
            <input type="radio" name={name} checked={chosen === index} onChange={() => choose(index)} />
            <span dir="auto">{words}</span>
          </label>
        ))}
      </div>
    </fieldset>
  );
}
