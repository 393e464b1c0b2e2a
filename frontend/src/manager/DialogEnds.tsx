import type { RefObject } from "preact";
import { useWords } from "./words";

interface Props {
  dialog: RefObject<HTMLDialogElement | null>;
  /** what the form does, in words */
  act: string;
  /** why it could not be done; empty: nothing went wrong */
  trouble: string;
  /** there is nothing to do it with yet */
  isOff?: boolean;
}

/** How the form of a dialog ends: trouble, the act, and the way out. */
export function DialogEnds({ dialog, act, trouble, isOff = false }: Props) {
  const { t } = useWords();
  return (
    <>
      <p role="alert">{trouble}</p>
      <p class="acts">
        <button type="submit" class="act first" disabled={isOff}>
          {act}
        </button>
        <button type="button" class="act" onClick={() => dialog.current?.close()}>
          {t("cancel")}
        </button>
      </p>
    </>
  );
}
