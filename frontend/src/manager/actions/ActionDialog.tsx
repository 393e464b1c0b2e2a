import { useState } from "preact/hooks";
import { send } from "../../api/asking";
import type { Action } from "../../domain/actions";
import { useModal } from "../../ui/modal";
import { clock, nearDay } from "../../ui/times";
import { useWords } from "../words";

export interface Owner {
  id: string;
  name: string;
}

interface Props {
  action: Action;
  owners: Owner[];
  close: () => void;
}

/** Who does it, by when, with what proof; and what was said about it. */
export function ActionDialog({ action, owners, close }: Props) {
  const { t, pick } = useWords();
  const dialog = useModal();
  const [trouble, setTrouble] = useState("");
  const run = (asked: Promise<unknown>) =>
    asked.then(
      () => dialog.current?.close(),
      () => setTrouble(t("failed")),
    );
  const keep = (event: SubmitEvent) => {
    event.preventDefault();
    return run(keepAction(action, new FormData(event.currentTarget as HTMLFormElement)));
  };
  const drop = () => run(send("PATCH", `actions/${action.id}`, { state: "dropped" }));
  const isOpen = action.state === "open" || action.state === "done";
  return (
    <dialog ref={dialog} class="start" onClose={close} aria-label={t("actions.change")}>
      <form class="ask" onSubmit={(event) => void keep(event)}>
        <h2>{action.words || pick(action.question.label)}</h2>
        <p class="quiet">
          {pick(action.question.label)} <span class="faint">{action.question.code}</span>
        </p>
        <label>
          {t("actions.what")}
          <input class="line-in" name="words" required maxLength={300} defaultValue={action.words} />
        </label>
        <label>
          {t("actions.col.owner")}
          <select class="field" name="owner" defaultValue={action.owner?.id ?? ""}>
            <option value="">{t("actions.no_owner")}</option>
            {owners.map((owner) => (
              <option key={owner.id} value={owner.id} selected={owner.id === action.owner?.id}>
                {owner.name}
              </option>
            ))}
          </select>
        </label>
        <label>
          {t("actions.col.due")}
          <input class="line-in" type="date" name="due" defaultValue={action.due ?? ""} />
        </label>
        {isOpen && (
          <label class="tick">
            <input type="checkbox" name="done" defaultChecked={action.state === "done"} />
            <span>{t("actions.is_done")}</span>
          </label>
        )}
        <label>
          {t("actions.proof")}
          <input type="file" name="proof" accept="image/*" />
        </label>
        {action.proof && <img class="proof" src={action.proof.url} alt={t("actions.proof")} />}
        <label>
          {t("actions.comment")}
          <textarea class="line-in" name="comment" rows={2} />
        </label>
        <Comments action={action} />
        <p role="alert">{trouble}</p>
        <p class="acts">
          <button type="submit" class="act first">
            {t("actions.keep")}
          </button>
          <button type="button" class="act" onClick={() => dialog.current?.close()}>
            {t("cancel")}
          </button>
          {isOpen && (
            <button type="button" class="link" onClick={() => void drop()}>
              {t("actions.drop")}
            </button>
          )}
        </p>
      </form>
    </dialog>
  );
}

/** What can be repeated goes first, the comment last: whoever tries again after a refusal has not said it twice. */
async function keepAction(action: Action, fields: FormData): Promise<void> {
  const at = `actions/${action.id}`;
  const changes: Record<string, unknown> = {
    words: fields.get("words"),
    owner: fields.get("owner") || null,
    due: fields.get("due") || null,
  };
  if (action.state === "open" || action.state === "done")
    changes.state = fields.has("done") ? "done" : "open";
  await send("PATCH", at, changes);
  const proof = fields.get("proof");
  if (proof instanceof File && proof.size > 0) {
    const form = new FormData();
    form.set("file", proof);
    await send("POST", `${at}/proof`, form);
  }
  const comment = String(fields.get("comment") ?? "").trim();
  if (comment) await send("POST", `${at}/notes`, { words: comment });
}

function Comments({ action }: { action: Action }) {
  if (action.notes.length === 0) return null;
  return (
    <ul class="todo">
      {action.notes.map((note) => (
        <li key={note.at}>
          <span dir="auto">{note.words}</span>
          <span class="faint">
            {note.by}, {nearDay(note.at, Date.now())} {clock(note.at)}
          </span>
        </li>
      ))}
    </ul>
  );
}
