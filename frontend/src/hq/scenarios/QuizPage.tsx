import { useState } from "preact/hooks";
import { read, send } from "../../api/asking";
import type { QuizQuestion, WrittenQuiz } from "../../domain/programme";
import type { WholeChecklist } from "../../domain/workbook";
import { language } from "../../ui/language";
import { useLoaded } from "../../ui/load";
import { LanguageOfWords } from "../LanguageOfWords";
import { Page, useSentence, useTitle } from "../Page";
import { useUnsaved } from "../useUnsaved";
import { useWords } from "../words";
import { QuizQuestionForm } from "./QuizQuestionForm";

interface Found {
  checklist: WholeChecklist;
  quiz: WrittenQuiz;
}

/** The quiz before the first visit of a checklist, with its right answers. */
export function QuizPage({ checklist: id }: { checklist: string }) {
  const [loaded, again] = useLoaded(id, async (signal): Promise<Found> => {
    const [checklist, quiz] = await Promise.all([
      read<WholeChecklist>(`checklists/${id}`, {}, signal),
      read<WrittenQuiz>(`checklists/${id}/quiz`, {}, signal),
    ]);
    return { checklist, quiz };
  });
  return (
    <Page loaded={loaded} again={again}>
      {(found) => <Writing {...found} />}
    </Page>
  );
}

const BLANK: QuizQuestion = { asks: {}, choices: [{}, {}], right: 0 };

function Writing({ checklist, quiz }: Found) {
  const { t } = useWords();
  useTitle(t("quiz"));
  const sentence = useSentence();
  const [questions, setQuestions] = useState(quiz.questions);
  const [share, setShare] = useState(Math.round(Number(quiz.pass_share) * 100));
  const [code, setCode] = useState<string>(language.value);
  const [told, setTold] = useState("");
  const kept = useUnsaved({ questions, share });
  const keep = (event: SubmitEvent) => {
    event.preventDefault();
    const document = { questions: questions.map(tidied), pass_share: (share / 100).toFixed(2) };
    send("PUT", `checklists/${checklist.id}/quiz`, document).then(
      () => {
        kept();
        setTold(t(questions.length > 0 ? "quiz.kept" : "quiz.removed"));
      },
      (problem: unknown) => setTold(sentence(problem)),
    );
  };
  const written = [
    ...new Set(questions.flatMap(({ asks }) => Object.keys(asks).filter((each) => asks[each]))),
  ];
  return (
    <form onSubmit={keep} onInput={() => setTold("")}>
      <p class="over-title">
        <a href={`/checklists/${checklist.id}`}>{checklist.title}</a>
      </p>
      <h1>{t("quiz")}</h1>
      <p class="lead">{t("quiz.lead")}</p>
      <div class="ask wave-form">
        <label class="line-of">
          <span class="quiet">{t("quiz.pass_share")}</span>
          <input
            class="field"
            type="number"
            min={1}
            max={100}
            required
            value={share}
            onInput={(event) => setShare(Number(event.currentTarget.value))}
          />
        </label>
        <LanguageOfWords code={code} turn={setCode} written={written} />
      </div>
      {questions.length === 0 && <p class="quiet empty">{t("quiz.empty")}</p>}
      {questions.map((question, index) => (
        <QuizQuestionForm
          key={index}
          number={index + 1}
          code={code}
          question={question}
          change={(next) => setQuestions(questions.map((each, at) => (at === index ? next : each)))}
          remove={() => setQuestions(questions.filter((_, at) => at !== index))}
        />
      ))}
      <p class="acts">
        <button type="button" class="act" onClick={() => setQuestions([...questions, BLANK])}>
          {t("quiz.add")}
        </button>
        <button type="submit" class="act first">
          {t("quiz.keep")}
        </button>
        <span role="status">{told}</span>
      </p>
    </form>
  );
}

/** Without the languages that nothing was written in. */
const tidied = ({ asks, choices, right }: QuizQuestion): QuizQuestion => ({
  asks: filled(asks),
  choices: choices.map(filled),
  right,
});

const filled = (words: Record<string, string>): Record<string, string> =>
  Object.fromEntries(Object.entries(words).filter(([, each]) => each.trim()));
