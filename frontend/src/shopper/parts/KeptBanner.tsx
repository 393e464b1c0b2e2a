import type { OpenVisit } from "../visit/open_visit";
import { say } from "../words";

/** Said when the disk refused the last touch: what is not on the disk is not on the screen either. */
export function KeptBanner({ open }: { open: OpenVisit }) {
  if (open.trouble.value === null) return null;
  const isFull =
    open.trouble.value instanceof DOMException && open.trouble.value.name === "QuotaExceededError";
  return (
    <p class="banner asks" role="alert">
      {say(isFull ? "kept.full" : "kept.failed")}
    </p>
  );
}
