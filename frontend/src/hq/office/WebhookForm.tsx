import { useState } from "preact/hooks";
import { useWords } from "../words";

interface Props {
  /** every event there is */
  known: string[];
  /** those chosen so far; none: all */
  verbs?: string[];
  /** asks for an address, too */
  isNew?: boolean;
  act: string;
  keep: (wish: { url?: string; verbs: string[] }) => Promise<boolean>;
}

/** What a program outside is told of: everything, or what is ticked. */
export function WebhookForm({ known, verbs = [], isNew = false, act, keep }: Props) {
  const { t } = useWords();
  const [chooses, setChooses] = useState(verbs.length > 0);
  const [told, setTold] = useState("");
  const submit = async (event: SubmitEvent) => {
    event.preventDefault();
    const form = event.currentTarget as HTMLFormElement;
    const fields = new FormData(form);
    const chosen = chooses ? fields.getAll("verb").map(String) : [];
    if (chooses && chosen.length === 0) return setTold(t("webhook.choose"));
    const url = isNew ? { url: String(fields.get("url")).trim() } : {};
    const isKept = await keep({ ...url, verbs: chosen });
    setTold(isKept && !isNew ? t("webhook.kept") : "");
    if (isKept && isNew) {
      form.reset();
      setChooses(false);
    }
  };
  return (
    <form
      class={isNew ? "ask wave-form" : "ask"}
      onSubmit={(event) => void submit(event)}
      onInput={() => setTold("")}
    >
      {isNew && (
        <label class="line-of">
          <span class="quiet">{t("webhooks.url")}</span>
          <input class="field" name="url" type="url" dir="ltr" required placeholder="https://" />
        </label>
      )}
      <fieldset class={isNew ? "line-of" : ""}>
        <legend class={isNew ? "quiet" : "unseen"}>{t("webhook.told_of")}</legend>
        <HowMuch chooses={chooses} setChooses={setChooses} />
      </fieldset>
      {chooses && <Events known={known} verbs={verbs} />}
      <p class="acts">
        <button type="submit" class={isNew ? "act first" : "act"}>
          {act}
        </button>
        <span role="status">{told}</span>
      </p>
    </form>
  );
}

function HowMuch({ chooses, setChooses }: { chooses: boolean; setChooses: (is: boolean) => void }) {
  const { t } = useWords();
  return (
    <div class="set">
      {[false, true].map((each) => (
        <label key={String(each)}>
          <input type="radio" name="how_much" checked={chooses === each} onChange={() => setChooses(each)} />
          {t(each ? "webhook.some" : "webhook.all")}
        </label>
      ))}
    </div>
  );
}

function Events({ known, verbs }: { known: string[]; verbs: string[] }) {
  const { t } = useWords();
  return (
    <ul class="events" aria-label={t("webhook.some")}>
      {known.map((verb) => (
        <li key={verb}>
          <label class="tick">
            <input type="checkbox" name="verb" value={verb} defaultChecked={verbs.includes(verb)} />
            <span>
              {t(`verb.${verb}`)} <code class="faint">{verb}</code>
            </span>
          </label>
        </li>
      ))}
    </ul>
  );
}
