import type { RefObject } from "preact";
import { useState } from "preact/hooks";
import { Problem, send } from "../api/asking";
import type { ReadAnswer, ReadVisit } from "../domain/reading";
import { dayKey } from "../ui/times";
import { DialogEnds } from "./DialogEnds";
import { troubleWords } from "./review/VerdictBar";
import { useWords } from "./words";

interface Props {
  dialog: RefObject<HTMLDialogElement | null>;
  visit: ReadVisit;
  /** question → the note on it that goes along */
  marked?: Record<string, string>;
  done: () => void;
}

const DAY = 86_400_000;
const HOUR = 18; // of the day by which it is due, where she is

/** Today's hour has passed. */
const isEvening = (): boolean => new Date().getHours() >= HOUR;

/** What is invalid here is no answer to a question, as it is elsewhere on the desk. */
const saidOf = (trouble: unknown, t: ReturnType<typeof useWords>["t"]): string =>
  trouble instanceof Problem && trouble.code === "invalid" ? t("failed") : troubleWords(trouble, t);

/** What is to be mended, by when, and on which answers. */
export function SendBackDialog({ dialog, visit, marked = {}, done }: Props) {
  const { t } = useWords();
  const [own, setOwn] = useState<Record<string, string>>({});
  const notes = { ...marked, ...own };
  const [trouble, setTrouble] = useState<unknown>(null);
  const answers = visit.sections
    .flatMap((section) => section.answers)
    .filter((answer) => answer.state !== "hidden");
  const submit = async (event: SubmitEvent) => {
    event.preventDefault();
    const fields = new FormData(event.currentTarget as HTMLFormElement);
    try {
      await send("POST", `visits/${visit.id}/send-back`, {
        reason: String(fields.get("reason")),
        due: new Date(`${fields.get("due")}T${HOUR}:00`).toISOString(),
        answers: Object.entries(notes).map(([name, note]) => ({ name, note })),
      });
      setTrouble(null);
      dialog.current?.close();
      done();
    } catch (problem) {
      setTrouble(problem);
    }
  };
  return (
    <dialog ref={dialog} aria-labelledby="send-back-title" onClose={() => setTrouble("")}>
      <form class="ask" onSubmit={submit}>
        <h2 id="send-back-title">{t("verdict.send_back")}</h2>
        <label>
          {t("send_back.reason")}
          <textarea name="reason" class="line-in" rows={3} required maxLength={2000} />
        </label>
        <label>
          {t("send_back.due")}
          <input
            name="due"
            type="date"
            class="line-in"
            required
            min={day(isEvening() ? 1 : 0)}
            defaultValue={day(3)}
          />
        </label>
        <Notes answers={answers} notes={notes} change={(name, note) => setOwn({ ...own, [name]: note })} />
        <DialogEnds dialog={dialog} act={t("verdict.send_back")} trouble={saidOf(trouble, t)} />
      </form>
    </dialog>
  );
}

/** A day where she is, so many days ahead, as a date field writes it. */
const day = (ahead: number): string => dayKey(Date.now() + ahead * DAY);

function Notes(props: {
  answers: ReadAnswer[];
  notes: Record<string, string>;
  change: (name: string, note: string) => void;
}) {
  const { t, pick } = useWords();
  const { answers, notes, change } = props;
  const open = answers.filter((answer) => !(answer.name in notes));
  return (
    <fieldset class="notes">
      <legend>{t("send_back.notes")}</legend>
      {Object.entries(notes).map(([name, note]) => {
        const answer = answers.find((each) => each.name === name);
        return (
          <label key={name}>
            {answer?.code} {pick(answer?.label)}
            <input
              class="line-in"
              value={note}
              required
              onInput={(event) => change(name, event.currentTarget.value)}
            />
          </label>
        );
      })}
      <label>
        <span class="unseen">{t("send_back.mark")}</span>
        <select
          class="field"
          value=""
          onChange={(event) => event.currentTarget.value && change(event.currentTarget.value, "")}
        >
          <option value="">{t("send_back.mark")}</option>
          {open.map((answer) => (
            <option key={answer.name} value={answer.name}>
              {answer.code} {pick(answer.label)}
            </option>
          ))}
        </select>
      </label>
    </fieldset>
  );
}
