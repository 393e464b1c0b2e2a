import type { DeskAnswer, DeskVisit, Note } from "../../domain/review";
import { useWords } from "../words";
import type { DeskActs } from "./useDesk";

interface Props {
  answer: DeskAnswer;
  visit: DeskVisit;
  desk: DeskActs;
  isHere: boolean;
}

/** Beside one answer: its notes, and, where it is looked at, a line for another and the way to adjust it. */
export function AnswerDesk({ answer, visit, desk, isHere }: Props) {
  const { t } = useWords();
  const notes = visit.notes.filter(({ question }) => question === answer.name);
  const isOpen = isHere && desk.isOpen;
  if (notes.length === 0 && !isOpen) return null;
  return (
    <div class="beside">
      {notes.map((note) => (
        <NoteLine key={note.id} note={note} desk={desk} />
      ))}
      {isOpen && (
        <>
          <NoteIn answer={answer} desk={desk} />
          <p class="quiet at-hand">
            <span>
              <kbd>N</kbd> {t("review.note_goes_back")}
            </span>
            {answer.is_adjustable && (
              <button type="button" class="link" onClick={() => desk.open("adjust")}>
                <kbd>A</kbd> {t("review.adjust")}
              </button>
            )}
          </p>
        </>
      )}
    </div>
  );
}

function NoteLine({ note, desk }: { note: Note; desk: DeskActs }) {
  const { t } = useWords();
  return (
    <p class="note-line">
      <q dir="auto">{note.words}</q> <span class="quiet">{note.by}</span>
      {note.is_sent && <span class="quiet"> · {t("state.sent_back")}</span>}
      {note.is_mine && !note.is_sent && desk.isOpen && (
        <button
          type="button"
          class="link"
          disabled={desk.busy}
          onClick={() => void desk.act("DELETE", `notes/${note.id}`)}
        >
          {t("review.take_back")}
        </button>
      )}
    </p>
  );
}

function NoteIn({ answer, desk }: { answer: DeskAnswer; desk: DeskActs }) {
  const { t } = useWords();
  const write = async (event: SubmitEvent) => {
    event.preventDefault();
    const form = event.currentTarget as HTMLFormElement;
    const words = String(new FormData(form).get("words")).trim();
    if (words && (await desk.act("POST", "notes", { question: answer.name, words }))) form.reset();
  };
  return (
    <form onSubmit={write}>
      <label>
        <span class="unseen">{t("review.note_on", { code: answer.code || answer.name })}</span>
        <input
          name="words"
          class="line-in note-in"
          maxLength={2000}
          autocomplete="off"
          placeholder={t("review.note")}
          onKeyDown={(event) => event.key === "Escape" && event.currentTarget.blur()}
        />
      </label>
    </form>
  );
}
