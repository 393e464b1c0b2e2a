import { useRef, useState } from "preact/hooks";
import { send } from "../../api/asking";
import { type Chosen, type Mark, marked, withPicture } from "../../domain/brief";
import { directionOf } from "../../ui/language";
import { ChooseFile } from "../ChooseFile";
import { useSentence } from "../Page";
import { useWords } from "../words";
import { BriefPreview } from "./BriefPreview";

const MARKS: readonly Mark[] = ["heading", "strong", "emphasis", "bullets", "numbers"];
const MOST = 20_000; // characters, as the server takes them

interface Props {
  code: string;
  words: string;
  change: (words: string) => void;
}

/** The brief in one language: plain words with a little markup, and beside them what the shopper will see. */
export function BriefEditor({ code, words, change }: Props) {
  const { t } = useWords();
  const sentence = useSentence();
  const field = useRef<HTMLTextAreaElement>(null);
  const [trouble, setTrouble] = useState("");
  // as it stands now: words are typed while a picture goes up
  const written = useRef(words);
  written.current = words;
  const chosen = (): Chosen => {
    const text = written.current;
    const { selectionStart = text.length, selectionEnd = text.length } = field.current ?? {};
    return { text, from: selectionStart, to: selectionEnd };
  };
  const mark = (which: Mark) => {
    const next = marked(chosen(), which);
    change(next.text);
    requestAnimationFrame(() => {
      field.current?.focus();
      field.current?.setSelectionRange(next.from, next.to);
    });
  };
  const addPicture = (file: File) => {
    const form = new FormData();
    form.set("file", file);
    setTrouble("");
    send<{ sha256: string }>("POST", "brief-pictures", form).then(
      ({ sha256 }) => change(withPicture(chosen(), sha256, file.name.replace(/\.\w+$/, ""))),
      (problem: unknown) => setTrouble(sentence(problem)),
    );
  };
  return (
    <div class="brief-editor">
      <div>
        <Tools mark={mark} addPicture={addPicture} />
        <textarea
          ref={field}
          aria-label={t("brief.words")}
          lang={code}
          dir={directionOf(code)}
          rows={16}
          maxLength={MOST}
          value={words}
          onInput={(event) => change(event.currentTarget.value)}
        />
        <p role="alert">{trouble}</p>
        <p class="quiet">{t("brief.markup")}</p>
      </div>
      <BriefPreview code={code} words={words} />
    </div>
  );
}

function Tools({ mark, addPicture }: { mark: (mark: Mark) => void; addPicture: (file: File) => void }) {
  const { t } = useWords();
  return (
    <div class="acts" role="toolbar" aria-label={t("brief.tools")}>
      {MARKS.map((each) => (
        <button key={each} type="button" class="act small" onClick={() => mark(each)}>
          {t(`brief.mark.${each}`)}
        </button>
      ))}
      <ChooseFile word={t("brief.picture")} kinds="image/*" look="small" chosen={addPicture} />
    </div>
  );
}
