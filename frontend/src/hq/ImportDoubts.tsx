import { useState } from "preact/hooks";
import type { Doubt, ImportChanges } from "../domain/storeImport";
import { Part } from "../ui/desk/Part";
import { useWords } from "./words";

interface Props {
  doubts: Doubt[];
  /** an answer is on its way: until it has arrived, what was ticked stands */
  busy: boolean;
  change: (changes: ImportChanges) => void;
}

/** What looks odd about the whole spreadsheet; a question is answered here, once for the column. */
export function ImportDoubts({ doubts, busy, change }: Props) {
  const { t } = useWords();
  const [ticked, setTicked] = useState<Record<string, boolean>>({});
  if (doubts.length === 0) return null;
  const known = (key: string, otherwise: string) => {
    const words = t(key);
    return words === key ? otherwise : words;
  };
  const isTicked = ({ code, answer }: Doubt) => (busy ? (ticked[code] ?? answer) : answer);
  const tick = (code: string, on: boolean) => {
    setTicked({ [code]: on });
    change({ answers: { [code]: on } });
  };
  return (
    <Part title={t("doubts")} end={t("doubts.end")}>
      <ul class="doubts">
        {doubts.map((doubt) => (
          <li key={doubt.code}>
            <p>{known(`doubt.${doubt.code}`, doubt.sentence)}</p>
            <label class="tick">
              <input
                type="checkbox"
                checked={isTicked(doubt)}
                onChange={(event) => tick(doubt.code, event.currentTarget.checked)}
              />
              <span>{known(`question.${doubt.code}`, doubt.code)}</span>
            </label>
          </li>
        ))}
      </ul>
    </Part>
  );
}
