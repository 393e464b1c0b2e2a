import { useEffect, useState } from "preact/hooks";
import { linkOf } from "../ui/router";
import { useWords } from "./words";

/**
 * Asks before what was written is left and lost, by a link or with the page. What is there at first counts as kept;
 * `kept` is to be called once the server has kept what `written` is now.
 */
export function useUnsaved(written: object): () => void {
  const { t } = useWords();
  const now = JSON.stringify(written);
  const [last, setLast] = useState(now);
  const isUnsaved = now !== last;
  useEffect(() => {
    if (!isUnsaved) return;
    const unload = (event: Event) => event.preventDefault();
    const follow = (event: MouseEvent) => {
      if (!linkOf(event) || confirm(t("unsaved.leave"))) return;
      event.preventDefault();
      event.stopPropagation();
    };
    addEventListener("beforeunload", unload);
    document.addEventListener("click", follow, true);
    return () => {
      removeEventListener("beforeunload", unload);
      document.removeEventListener("click", follow, true);
    };
  }, [isUnsaved]);
  return () => setLast(now);
}
