import { read } from "../api/asking";
import type { ChecklistLine } from "../domain/workbook";
import { Part } from "../ui/desk/Part";
import { useLoaded } from "../ui/load";
import { Page, useTitle } from "./Page";
import { WorkbookUpload } from "./WorkbookUpload";
import { useWords } from "./words";

/** What the brand asks: its checklists, and the way to take in a workbook. */
export function ChecklistsPage() {
  const { t } = useWords();
  useTitle(t("checklists"));
  const [loaded, again] = useLoaded("checklists", (signal) =>
    read<ChecklistLine[]>("checklists", {}, signal),
  );
  return (
    <>
      <h1>{t("checklists")}</h1>
      <p class="lead">{t("checklists.lead")}</p>
      <WorkbookUpload done={again} />
      <Part title={t("checklists.all")}>
        <Page loaded={loaded} again={again}>
          {(checklists) =>
            checklists.length === 0 ? (
              <p class="quiet empty">{t("checklists.empty")}</p>
            ) : (
              <Checklists checklists={checklists} />
            )
          }
        </Page>
      </Part>
    </>
  );
}

function Checklists({ checklists }: { checklists: ChecklistLine[] }) {
  const { t } = useWords();
  return (
    <table class="folds plain">
      <thead>
        <tr>
          <th scope="col">{t("checklist")}</th>
          <th scope="col">{t("form_id")}</th>
          <th scope="col">{t("edition.newest")}</th>
          <th scope="col">{t("draft")}</th>
        </tr>
      </thead>
      <tbody>
        {checklists.map((checklist) => (
          <tr key={checklist.id}>
            <th scope="row">
              <a href={`/checklists/${checklist.id}`}>{checklist.title}</a>
            </th>
            <td data-of={t("form_id")}>
              <code>{checklist.form_id}</code>
            </td>
            <td data-of={t("edition.newest")}>
              {checklist.newest === null ? t("edition.none") : t("edition.n", { number: checklist.newest })}
            </td>
            <td data-of={t("draft")}>{t(checklist.has_draft ? "draft.kept" : "draft.none")}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
