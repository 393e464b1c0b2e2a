import type { RefObject } from "preact";
import { useState } from "preact/hooks";
import { send } from "../../api/asking";
import { type Appeal, answersOf, type DeskVisit, GROUNDS } from "../../domain/review";
import { DialogEnds } from "../DialogEnds";
import { useWords } from "../words";
import { saidValue, ValueField } from "./AdjustForm";
import { troubleWords } from "./VerdictBar";

interface Props {
  dialog: RefObject<HTMLDialogElement | null>;
  visit: DeskVisit;
  done: () => void;
}

/** Sends a form's words, then closes its dialog; a refusal is said in it until it closes. */
function useSending({ dialog, done }: Pick<Props, "dialog" | "done">) {
  const { t } = useWords();
  const [trouble, setTrouble] = useState<unknown>(null);
  const forget = () => setTrouble(null);
  const sends = async (path: string, body: object) => {
    try {
      await send("POST", path, body);
      dialog.current?.close();
      done();
    } catch (problem) {
      setTrouble(problem);
    }
  };
  return { trouble: troubleWords(trouble, t), sends, forget };
}

/** A store objects to one answer. */
export function AppealDialog({ dialog, visit, done, question }: Props & { question: string }) {
  const { t, pick } = useWords();
  const { trouble, sends, forget } = useSending({ dialog, done });
  const answer = answersOf(visit).find(({ name }) => name === question);
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    const fields = new FormData(event.currentTarget as HTMLFormElement);
    const said = { question, ground: fields.get("ground"), words: fields.get("words") };
    void sends(`visits/${visit.id}/appeals`, said);
  };
  return (
    <dialog ref={dialog} aria-labelledby="appeal-title" onClose={forget}>
      <form class="ask" onSubmit={submit} key={question}>
        <h2 id="appeal-title">{t("appeal.title", { code: answer?.code || question })}</h2>
        <p class="quiet">{pick(answer?.label)}</p>
        <label>
          {t("appeal.ground")}
          <select name="ground" class="field" required>
            {GROUNDS.map((ground) => (
              <option key={ground} value={ground}>
                {t(`ground.${ground}`)}
              </option>
            ))}
          </select>
        </label>
        <label>
          {t("appeal.words")}
          <textarea name="words" class="line-in" rows={3} required maxLength={2000} />
        </label>
        <DialogEnds dialog={dialog} act={t("appeal.send")} trouble={trouble} />
      </form>
    </dialog>
  );
}

interface DecideProps extends Props {
  appeal: Appeal | null;
}

/** Somebody who did not review the visit decides: each appeal by itself, whatever was chosen for the one before. */
export function DecideDialog({ dialog, visit, done, appeal }: DecideProps) {
  const { trouble, sends, forget } = useSending({ dialog, done });
  return (
    <dialog ref={dialog} aria-labelledby="decide-title" onClose={forget}>
      {appeal && <Deciding key={appeal.id} {...{ dialog, visit, appeal, trouble, sends }} />}
    </dialog>
  );
}

interface DecidingProps extends Omit<Props, "done"> {
  appeal: Appeal;
  trouble: string;
  sends: (path: string, body: object) => Promise<void>;
}

function Deciding({ dialog, visit, appeal, trouble, sends }: DecidingProps) {
  const { t } = useWords();
  const [outcome, setOutcome] = useState("upheld");
  const answer = answersOf(visit).find(({ name }) => name === appeal.question);
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    const fields = new FormData(event.currentTarget as HTMLFormElement);
    const value = outcome === "overturned" && answer ? { value: saidValue(answer.type, fields) } : {};
    void sends(`appeals/${appeal.id}/decide`, { outcome, answer: fields.get("answer"), ...value });
  };
  return (
    <form class="ask" onSubmit={submit}>
      <h2 id="decide-title">{t("appeal.title", { code: answer?.code || appeal.question })}</h2>
      <blockquote dir="auto">{appeal.words}</blockquote>
      <label>
        {t("appeal.outcome")}
        <select class="field" value={outcome} onChange={(event) => setOutcome(event.currentTarget.value)}>
          <option value="upheld">{t("appeal.stands")}</option>
          {answer?.is_adjustable && <option value="overturned">{t("appeal.overturn")}</option>}
        </select>
      </label>
      {outcome === "overturned" && answer && <ValueField answer={answer} visit={visit} />}
      <label>
        {t("appeal.answer")}
        <textarea name="answer" class="line-in" rows={3} required maxLength={2000} />
      </label>
      <DialogEnds dialog={dialog} act={t("appeal.decide")} trouble={trouble} />
    </form>
  );
}
