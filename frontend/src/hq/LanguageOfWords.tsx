import { LANGUAGES, OWN_NAMES } from "../ui/language";
import { useWords } from "./words";

interface Props {
  /** the language that is written now */
  code: string;
  turn: (code: string) => void;
  /** languages that words are written in already */
  written: readonly string[];
}

/** In which language words are being written; a dot where some stand already. */
export function LanguageOfWords({ code, turn, written }: Props) {
  const { t } = useWords();
  const codes = [...new Set<string>([...LANGUAGES, ...written])];
  const nameOf = (each: string) => (OWN_NAMES as Record<string, string>)[each] ?? each;
  return (
    <fieldset class="set languages">
      <legend class="label">{t("words.language")}</legend>
      {codes.map((each) => (
        <label key={each}>
          <input type="radio" name="language" checked={each === code} onChange={() => turn(each)} />
          <span lang={each}>
            {nameOf(each)}
            {written.includes(each) ? " ·" : ""}
          </span>
        </label>
      ))}
    </fieldset>
  );
}
