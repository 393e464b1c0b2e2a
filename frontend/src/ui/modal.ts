import type { RefObject } from "preact";
import { useEffect, useRef } from "preact/hooks";

/**
 * A dialog of the platform that stands open as long as it is drawn: focus goes in, and returns to where it was,
 * whichever way it is left.
 */
export function useModal(): RefObject<HTMLDialogElement | null> {
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    const before = document.activeElement;
    dialog.current?.showModal();
    return () => {
      // nothing behind a dialog takes the focus before the dialog is gone from the page
      if (before instanceof HTMLElement) void Promise.resolve().then(() => before.focus());
    };
  }, []);
  return dialog;
}
