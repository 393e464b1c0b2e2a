import { useRef, useState } from "preact/hooks";
import { send } from "../api/asking";
import type { ReadVisit } from "../domain/reading";
import { DialogEnds } from "./DialogEnds";
import { useWords } from "./words";

/** Headquarters' last word: the visit counts nowhere, and its store is offered another while the wave is open. */
export function WithdrawVisit({ visit, done }: { visit: ReadVisit; done: () => void }) {
  const { t } = useWords();
  const dialog = useRef<HTMLDialogElement>(null);
  const [trouble, setTrouble] = useState("");
  if (visit.state === "withdrawn") return null;
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    const reason = String(new FormData(event.currentTarget as HTMLFormElement).get("reason")).trim();
    send("POST", `visits/${visit.id}/withdraw`, { reason }).then(
      () => {
        dialog.current?.close();
        done();
      },
      () => setTrouble(t("failed")),
    );
  };
  return (
    <>
      <button type="button" class="link" onClick={() => dialog.current?.showModal()}>
        {t("visit.withdraw")}
      </button>
      <dialog ref={dialog} aria-labelledby="withdraw-title" onClose={() => setTrouble("")}>
        <form class="ask" onSubmit={submit}>
          <h2 id="withdraw-title">{t("visit.withdraw")}</h2>
          <p class="quiet">{t("visit.withdraw_what")}</p>
          <label>
            {t("visit.withdraw_why")}
            <textarea name="reason" class="line-in" rows={3} required maxLength={500} />
          </label>
          <DialogEnds dialog={dialog} act={t("visit.withdraw")} trouble={trouble} />
        </form>
      </dialog>
    </>
  );
}
