import type { ComponentChildren } from "preact";
import { useModal } from "./modal";
import "./sure.css";

export interface SureProps {
  readonly title: string;
  readonly yes: string;
  readonly no: string;
  readonly canGoOn?: boolean;
  readonly onYes: () => void;
  readonly onNo: () => void;
  readonly children?: ComponentChildren;
}

/** The platform's own dialog: focus goes in, Escape leaves, focus returns to where it was. */
export function Sure({ title, yes, no, canGoOn = true, onYes, onNo, children }: SureProps) {
  const dialog = useModal();
  return (
    <dialog class="sure" ref={dialog} aria-labelledby="sure-title" onClose={onNo}>
      <h2 id="sure-title">{title}</h2>
      {children}
      <div class="acts">
        <button type="button" class="act" onClick={() => dialog.current?.close()}>
          {no}
        </button>
        <button type="button" class="act first" disabled={!canGoOn} onClick={onYes}>
          {yes}
        </button>
      </div>
    </dialog>
  );
}
