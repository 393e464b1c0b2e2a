import { quickNote } from "../visit/quick_note";
import { say } from "../words";

/** What was jotted down inside, to write from; it stays on this phone. */
export function QuickNote({ visit }: { visit: string }) {
  const words = quickNote(visit);
  if (!words) return null;
  return (
    <details dir="auto">
      <summary>{say("note.title")}</summary>
      <p class="brief-words">{words}</p>
    </details>
  );
}
