import { useState } from "preact/hooks";
import type { WorkbookPreview } from "../domain/workbook";
import { Part } from "../ui/desk/Part";
import { Notices } from "./CellProblems";
import { useWords } from "./words";

interface Props {
  preview: WorkbookPreview;
  keep: (publish: boolean) => void;
}

/** What a workbook asks, before anything is stored; then published, or kept as a draft. */
export function PreviewOfWorkbook({ preview, keep }: Props) {
  const { t } = useWords();
  const [busy, setBusy] = useState(false);
  const act = (publish: boolean) => {
    setBusy(true);
    keep(publish);
  };
  const { counts, languages, points, same_as_edition } = preview;
  return (
    <>
      <h2 class="big">{preview.form.title}</h2>
      <p class="lead">
        {t("preview.counts", {
          questions: counts.questions,
          scored: counts.scored,
          points,
          languages: languages.map(({ name, code }) => name || code).join(", "),
        })}
      </p>
      {same_as_edition !== null && <p class="banner">{t("preview.same", { number: same_as_edition })}</p>}
      <p class="acts">
        <button type="button" class="act first" disabled={busy} onClick={() => act(true)}>
          {t("preview.publish")}
        </button>
        <button type="button" class="act" disabled={busy} onClick={() => act(false)}>
          {t("preview.keep")}
        </button>
        <span class="quiet">{t("preview.forever")}</span>
      </p>
      <Sections preview={preview} />
      <Notices notices={preview.notices} />
    </>
  );
}

function Sections({ preview }: { preview: WorkbookPreview }) {
  const { t, pick } = useWords();
  const bySections = preview.scoring === "sections";
  return (
    <Part title={t("sections")} end={t(`scoring.${preview.scoring}`)}>
      <table class="folds plain">
        <thead>
          <tr>
            <th scope="col">{t("section")}</th>
            <th scope="col" class="num">
              {t("questions")}
            </th>
            <th scope="col" class="num">
              {t("points")}
            </th>
            {bySections && (
              <th scope="col" class="num">
                {t("weight")}
              </th>
            )}
          </tr>
        </thead>
        <tbody>
          {preview.sections.map((section) => (
            <tr key={section.name}>
              <th scope="row" class="light">
                <span class="faint">{section.code}</span> {pick(section.label) || section.name}
              </th>
              <td class="num" data-of={t("questions")}>
                {section.questions}
              </td>
              <td class="num" data-of={t("points")}>
                {section.points}
              </td>
              {bySections && (
                <td class="num" data-of={t("weight")}>
                  {section.weight}
                </td>
              )}
            </tr>
          ))}
        </tbody>
      </table>
    </Part>
  );
}
