import { useEffect } from "preact/hooks";
import { say } from "../words";

/** Names the page in the tab, as an app of notes would. */
export function useTitle(words?: string): void {
  useEffect(() => {
    const app = say("app");
    document.title = words ? `${words} · ${app}` : app;
  }, [words]);
}
