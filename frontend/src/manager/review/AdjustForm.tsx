import type { RefObject } from "preact";
import { useState } from "preact/hooks";
import type { DeskAnswer, DeskVisit } from "../../domain/review";
import { DialogEnds } from "../DialogEnds";
import { useWords } from "../words";

interface Props {
  answer: DeskAnswer;
  visit: Pick<DeskVisit, "lists">;
  dialog: RefObject<HTMLDialogElement | null>;
  /** whether it was taken */
  save: (value: unknown, why: string) => Promise<boolean>;
}

/** Another value for one answer, as the checklist would have taken it, and why. */
export function AdjustForm({ answer, visit, dialog, save }: Props) {
  const { t } = useWords();
  const [failed, setFailed] = useState(false);
  const submit = async (event: SubmitEvent) => {
    event.preventDefault();
    const fields = new FormData(event.currentTarget as HTMLFormElement);
    const done = await save(saidValue(answer.type, fields), String(fields.get("why")));
    setFailed(!done);
    if (done) dialog.current?.close();
  };
  return (
    <form class="ask" onSubmit={submit}>
      <ValueField answer={answer} visit={visit} />
      <label>
        {t("adjust.why")}
        <textarea name="why" class="line-in" rows={2} required maxLength={2000} />
      </label>
      <DialogEnds dialog={dialog} act={t("adjust.save")} trouble={failed ? t("failed") : ""} />
    </form>
  );
}

/** The field of a question's type; `name="value"`. */
export function ValueField({ answer, visit }: Pick<Props, "answer" | "visit">) {
  const { t, pick } = useWords();
  const choices = visit.lists[answer.list] ?? [];
  if (answer.type === "select_multiple")
    return (
      <fieldset class="notes">
        <legend>{t("adjust.value")}</legend>
        {choices.map(({ name, label }) => (
          <label key={name} class="tick">
            <input
              type="checkbox"
              name="value"
              value={name}
              defaultChecked={Array.isArray(answer.value) && answer.value.includes(name)}
            />
            <span>{pick(label) || name}</span>
          </label>
        ))}
      </fieldset>
    );
  const given = answer.value === null || answer.value === undefined ? "" : String(answer.value);
  if (answer.type === "select_one")
    return (
      <label>
        {t("adjust.value")}
        <select name="value" class="field">
          <option value="">{t("answer.missing")}</option>
          {choices.map(({ name, label }) => (
            <option key={name} value={name} selected={name === given}>
              {pick(label) || name}
            </option>
          ))}
        </select>
      </label>
    );
  if (!NUMBERS.has(answer.type))
    return (
      <label>
        {t("adjust.value")}
        <input name="value" class="line-in" defaultValue={given} />
      </label>
    );
  const step = answer.type === "integer" ? 1 : "any";
  return (
    <label>
      {t("adjust.value")}
      <input name="value" type="number" step={step} class="line-in" defaultValue={given} />
    </label>
  );
}

const NUMBERS = new Set(["integer", "decimal", "range"]);

/** What the form says as the server takes it; nothing chosen is null. */
export function saidValue(type: string, fields: FormData): unknown {
  if (type === "select_multiple") return fields.getAll("value").map(String);
  const text = String(fields.get("value") ?? "");
  if (text === "") return null;
  return NUMBERS.has(type) ? Number(text) : text;
}
