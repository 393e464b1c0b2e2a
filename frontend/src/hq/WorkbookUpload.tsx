import { useRef, useState } from "preact/hooks";
import { Problem, send } from "../api/asking";
import type { CellProblem, ImportedWorkbook, WorkbookPreview } from "../domain/workbook";
import { CellProblems } from "./CellProblems";
import { useSentence } from "./Page";
import { PreviewOfWorkbook } from "./PreviewOfWorkbook";
import { useWords } from "./words";

type Stage =
  | { at: "start" }
  | { at: "reading" }
  | { at: "problems"; file: File; problems: CellProblem[]; notices: CellProblem[] }
  | { at: "preview"; file: File; preview: WorkbookPreview }
  | { at: "kept"; imported: ImportedWorkbook }
  | { at: "failed"; sentence: string };

/** A workbook on its way in: read whole, then kept or published, or every problem at once. */
export function WorkbookUpload({ done }: { done: () => void }) {
  const { t } = useWords();
  const sentence = useSentence();
  const [stage, setStage] = useState<Stage>({ at: "start" });
  const failed = (file: File) => (problem: unknown) => {
    const problems =
      problem instanceof Problem ? (problem.members.problems as CellProblem[] | undefined) : undefined;
    const notices =
      problem instanceof Problem ? (problem.members.notices as CellProblem[] | undefined) : undefined;
    if (problems?.length) setStage({ at: "problems", file, problems, notices: notices ?? [] });
    else setStage({ at: "failed", sentence: sentence(problem) });
  };
  const check = (file: File) => {
    setStage({ at: "reading" });
    send<WorkbookPreview>("POST", "checklists/check", upload(file)).then(
      (preview) => setStage({ at: "preview", file, preview }),
      failed(file),
    );
  };
  const keep = (file: File, publish: boolean) =>
    send<ImportedWorkbook>("POST", "checklists", upload(file, publish)).then((imported) => {
      setStage({ at: "kept", imported });
      done();
    }, failed(file));
  return (
    <section class="upload" aria-label={t("workbook.upload")} aria-live="polite">
      {stage.at === "problems" && (
        <CellProblems filename={stage.file.name} problems={stage.problems} notices={stage.notices} />
      )}
      {stage.at === "preview" && (
        <PreviewOfWorkbook preview={stage.preview} keep={(publish) => void keep(stage.file, publish)} />
      )}
      {stage.at === "kept" && <Kept imported={stage.imported} />}
      {stage.at === "failed" && (
        <p class="banner asks" role="alert">
          {stage.sentence}
        </p>
      )}
      <FileButton busy={stage.at === "reading"} isAgain={stage.at === "problems"} choose={check} />
    </section>
  );
}

function upload(file: File, publish?: boolean): FormData {
  const form = new FormData();
  form.set("file", file);
  if (publish !== undefined) form.set("publish", String(publish));
  return form;
}

function Kept({ imported }: { imported: ImportedWorkbook }) {
  const { t } = useWords();
  const { edition, is_new } = imported;
  return (
    <p class="banner good" role="status">
      {edition
        ? t(is_new ? "workbook.published" : "workbook.same", { number: edition.number })
        : t("workbook.drafted")}{" "}
      <a href={`/checklists/${imported.checklist}`}>{imported.form.title}</a>
    </p>
  );
}

function FileButton(props: { busy: boolean; isAgain: boolean; choose: (file: File) => void }) {
  const { t } = useWords();
  const input = useRef<HTMLInputElement>(null);
  return (
    <p class="acts">
      <button type="button" class="act first" disabled={props.busy} onClick={() => input.current?.click()}>
        {t(props.busy ? "workbook.reading" : props.isAgain ? "workbook.choose_mended" : "workbook.choose")}
      </button>
      <span class="quiet">{t("workbook.kinds")}</span>
      <input
        ref={input}
        type="file"
        hidden
        aria-label={t("workbook.choose")}
        accept=".xlsx,.xlsm,.xls,.csv"
        onChange={(event) => {
          const file = event.currentTarget.files?.[0];
          if (file) props.choose(file);
          event.currentTarget.value = "";
        }}
      />
    </p>
  );
}
