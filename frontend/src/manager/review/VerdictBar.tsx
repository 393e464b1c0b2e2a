import { Problem } from "../../api/asking";
import type { DeskVisit } from "../../domain/review";
import { useWords } from "../words";
import type { DeskActs } from "./useDesk";

const KEYS = ["j", "k", "n", "a", "e", "b", "r", "t"] as const;

/** The verdict, below everything: released, or sent back with its notes. */
export function VerdictBar({ visit, desk }: { visit: DeskVisit; desk: DeskActs }) {
  const { t } = useWords();
  const notes = visit.notes.filter(({ is_sent }) => !is_sent).length;
  return (
    <div class="verdict">
      <div>
        <span class="keys">
          <span>
            <kbd>J</kbd> <kbd>K</kbd> {t("key.jk")}
          </span>
          {(["n", "a", "e"] as const).map((key) => (
            <span key={key}>
              <kbd>{key.toUpperCase()}</kbd> {t(`key.${key}`)}
            </span>
          ))}
          <button type="button" class="link" onClick={() => desk.open("keys")}>
            <kbd>?</kbd> {t("key.all")}
          </button>
        </span>
        <p role="alert">{troubleWords(desk.trouble, t)}</p>
        {desk.isAway && (
          <button type="button" class="act" disabled={desk.busy} onClick={desk.recall}>
            {t("review.recall")} <kbd>T</kbd>
          </button>
        )}
        {desk.isOpen && (
          <>
            <button type="button" class="act" disabled={desk.busy} onClick={() => desk.open("sendBack")}>
              {notes ? t("review.send_back_notes", { n: notes }) : t("verdict.send_back")} <kbd>B</kbd>
            </button>
            <button type="button" class="act first" disabled={desk.busy} onClick={desk.release}>
              {t(isFirstOfTwo(visit) ? "review.approve" : "verdict.release")} <kbd>R</kbd>
            </button>
          </>
        )}
      </div>
    </div>
  );
}

const isFirstOfTwo = ({ wants_approval, approvals }: DeskVisit): boolean =>
  wants_approval && approvals.length === 0;

/** A refusal in the reader's words; what has none of its own is a failure like any other. */
export function troubleWords(trouble: unknown, t: (key: string, inserts?: never) => string): string {
  if (!trouble) return "";
  const key = trouble instanceof Problem ? `refused.${trouble.code}` : "";
  const said = key && t(key);
  return said && said !== key ? said : t("failed");
}

/** All keys, in a list. */
export function AllKeys() {
  const { t } = useWords();
  return (
    <dl class="all-keys">
      {[...KEYS, "?" as const].map((key) => (
        <div key={key}>
          <dt>
            <kbd>{key.toUpperCase()}</kbd>
          </dt>
          <dd>{t(key === "?" ? "key.all" : `key.${key}`)}</dd>
        </div>
      ))}
    </dl>
  );
}
