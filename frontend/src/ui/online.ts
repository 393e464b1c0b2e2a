import { signal } from "@preact/signals";

/** Whether the browser knows of a network; a page that reads it is drawn anew when that changes. */
export const isOnline = signal(globalThis.navigator?.onLine !== false);

for (const word of ["online", "offline"]) {
  globalThis.addEventListener?.(word, () => {
    isOnline.value = navigator.onLine;
  });
}
