import { useEffect, useRef, useState } from "preact/hooks";
import { Problem, send } from "../api/asking";
import type { ReadVisit } from "../domain/reading";
import { troubleWords } from "./review/VerdictBar";
import { SendBackDialog } from "./SendBackDialog";
import { useWords } from "./words";

/** A reviewer's verdict: released, or sent back with what is to be mended. R and B do the same. */
export function Verdict({ visit, done }: { visit: ReadVisit; done: () => void }) {
  const { t } = useWords();
  const dialog = useRef<HTMLDialogElement>(null);
  const [trouble, setTrouble] = useState("");
  const [busy, setBusy] = useState(false);
  const isOpen = visit.state === "in_review";
  const release = async () => {
    setBusy(true);
    try {
      await send("POST", `visits/${visit.id}/release`, {});
      setTrouble("");
      done();
    } catch (problem) {
      setTrouble(
        problem instanceof Problem && problem.code === "visit_not_in_review"
          ? t("verdict.late")
          : troubleWords(problem, t),
      );
      if (problem instanceof Problem && problem.code === "visit_not_in_review") done();
    } finally {
      setBusy(false);
    }
  };
  useKeys(isOpen && !busy, { r: release, b: () => dialog.current?.showModal() });
  if (!isOpen) return trouble ? <p role="status">{trouble}</p> : null;
  return (
    <div class="verdict">
      <div>
        <span class="keys">
          <span>
            <kbd>R</kbd> {t("verdict.release")}
          </span>
          <span>
            <kbd>B</kbd> {t("verdict.send_back")}
          </span>
        </span>
        <p role="alert">{trouble}</p>
        <button type="button" class="act" disabled={busy} onClick={() => dialog.current?.showModal()}>
          {t("verdict.send_back")}
        </button>
        <button type="button" class="act first" disabled={busy} onClick={release}>
          {t("verdict.release")}
        </button>
      </div>
      <SendBackDialog dialog={dialog} visit={visit} done={done} />
    </div>
  );
}

/** Single keys, silent while somebody types or a dialog is open. */
function useKeys(active: boolean, keys: Record<string, () => void>): void {
  useEffect(() => {
    if (!active) return;
    const press = (event: KeyboardEvent) => {
      const target = event.target as HTMLElement;
      if (event.ctrlKey || event.metaKey || event.altKey) return;
      if (target.closest("input, textarea, select, dialog")) return;
      keys[event.key.toLowerCase()]?.();
    };
    addEventListener("keydown", press);
    return () => removeEventListener("keydown", press);
  });
}
