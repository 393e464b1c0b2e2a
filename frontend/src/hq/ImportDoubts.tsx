import type { Doubt } from "../domain/storeImport";
import { Part } from "../ui/desk/Part";
import { useWords } from "./words";

interface Props {
  doubts: Doubt[];
  change: (changes: object) => void;
}

/** What looks odd about the whole spreadsheet; a question is answered here, once for the column. */
export function ImportDoubts({ doubts, change }: Props) {
  const { t } = useWords();
  if (doubts.length === 0) return null;
  const known = (key: string, otherwise: string) => {
    const words = t(key);
    return words === key ? otherwise : words;
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
                checked={doubt.answer}
                onChange={(event) => change({ answers: { [doubt.code]: event.currentTarget.checked } })}
              />
              <span>{known(`question.${doubt.code}`, doubt.code)}</span>
            </label>
          </li>
        ))}
      </ul>
    </Part>
  );
}
