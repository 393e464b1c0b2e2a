import type { RefObject } from "preact";
import { useState } from "preact/hooks";
import { send } from "../api/asking";
import type { ReadAnswer, ReadVisit } from "../domain/reading";
import { dayKey } from "../ui/times";
import { DialogEnds } from "./DialogEnds";
import { useWords } from "./words";

interface Props {
  dialog: RefObject<HTMLDialogElement | null>;
  visit: ReadVisit;
  /** question → the note on it that goes along */
  marked?: Record<string, string>;
  done: () => void;
}

const DAY = 86_400_000;

/** What is to be mended, by when, and on which answers. */
export function SendBackDialog({ dialog, visit, marked = {}, done }: Props) {
  const { t } = useWords();
  const [notes, setNotes] = useState<Record<string, string>>(marked);
  const [trouble, setTrouble] = useState("");
  const answers = visit.sections
    .flatMap((section) => section.answers)
    .filter((answer) => answer.state !== "hidden");
  const submit = async (event: SubmitEvent) => {
    event.preventDefault();
    const fields = new FormData(event.currentTarget as HTMLFormElement);
    try {
      await send("POST", `visits/${visit.id}/send-back`, {
        reason: String(fields.get("reason")),
        due: new Date(`${fields.get("due")}T18:00`).toISOString(),
        answers: Object.entries(notes).map(([name, note]) => ({ name, note })),
      });
      dialog.current?.close();
      done();
    } catch {
      setTrouble(t("failed"));
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
          <input name="due" type="date" class="line-in" required min={day(0)} defaultValue={day(3)} />
        </label>
        <Notes answers={answers} notes={notes} change={setNotes} />
        <DialogEnds dialog={dialog} act={t("verdict.send_back")} trouble={trouble} />
      </form>
    </dialog>
  );
}

/** A day where she is, so many days ahead, as a date field writes it. */
const day = (ahead: number): string => dayKey(Date.now() + ahead * DAY);

function Notes(props: {
  answers: ReadAnswer[];
  notes: Record<string, string>;
  change: (notes: Record<string, string>) => void;
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
              onInput={(event) => change({ ...notes, [name]: event.currentTarget.value })}
            />
          </label>
        );
      })}
      <label>
        <span class="unseen">{t("send_back.mark")}</span>
        <select
          class="field"
          value=""
          onChange={(event) =>
            event.currentTarget.value && change({ ...notes, [event.currentTarget.value]: "" })
          }
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
