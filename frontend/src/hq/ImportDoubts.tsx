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
  const known = (doubt: Doubt) => {
    const key = `doubt.${doubt.code}`;
    const words = t(key, { n: doubt.count ?? 0 });
    return words === key ? doubt.sentence : words;
  };
  return (
    <Part title={t("doubts")} end={t("doubts.end")}>
      <ul class="doubts">
        {doubts.map((doubt) => (
          <li key={doubt.code}>
            <p>{known(doubt)}</p>
            {doubt.question && (
              <label class="tick">
                <input
                  type="checkbox"
                  checked={doubt.answer ?? false}
                  onChange={(event) =>
                    change({ answers: { [doubt.question as string]: event.currentTarget.checked } })
                  }
                />
                <span>{t(`question.${doubt.question}`)}</span>
              </label>
            )}
          </li>
        ))}
      </ul>
    </Part>
  );
}
