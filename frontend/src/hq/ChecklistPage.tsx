import { useState } from "preact/hooks";
import { address, read, send } from "../api/asking";
import type { EditionLine, WholeChecklist } from "../domain/workbook";
import { Part } from "../ui/desk/Part";
import { useLoaded } from "../ui/load";
import { clock, nearDay } from "../ui/times";
import { Page, useSentence, useTitle } from "./Page";
import { useWords } from "./words";

/** One checklist: its draft and its editions. An edition, once printed, is accepted for ever. */
export function ChecklistPage({ id }: { id: string }) {
  const [loaded, again] = useLoaded(id, (signal) => read<WholeChecklist>(`checklists/${id}`, {}, signal));
  return (
    <Page loaded={loaded} again={again}>
      {(checklist) => <Checklist checklist={checklist} again={again} />}
    </Page>
  );
}

function Checklist({ checklist, again }: { checklist: WholeChecklist; again: () => void }) {
  const { t } = useWords();
  useTitle(checklist.title);
  return (
    <>
      <p class="over-title">
        <a href="/checklists">{t("checklists")}</a>
      </p>
      <h1>{checklist.title}</h1>
      <p class="lead">
        <code>{checklist.form_id}</code>
      </p>
      <DraftPart checklist={checklist} again={again} />
      <p>
        <a href={`/checklists/${checklist.id}/quiz`}>{t("quiz")}</a>{" "}
        <span class="quiet">{t("quiz.before")}</span>
      </p>
      <Part title={t("editions")} end={t("editions.forever")}>
        {checklist.editions.length === 0 ? (
          <p class="quiet empty">{t("edition.none")}</p>
        ) : (
          <Editions checklist={checklist.id} editions={checklist.editions} />
        )}
      </Part>
    </>
  );
}

function DraftPart({ checklist, again }: { checklist: WholeChecklist; again: () => void }) {
  const { t } = useWords();
  const sentence = useSentence();
  const [trouble, setTrouble] = useState("");
  const { draft } = checklist;
  if (!draft) return null;
  const publish = () => {
    setTrouble("");
    return send("POST", `checklists/${checklist.id}/publish`).then(again, (problem) =>
      setTrouble(sentence(problem)),
    );
  };
  return (
    <Part title={t("draft")} end={<When at={draft.kept_at} by={draft.by} />}>
      <p class="acts after">
        <button type="button" class="act first" onClick={() => void publish()}>
          {t("preview.publish")}
        </button>
        <span class="quiet">{draft.filename}</span>
        <span role="alert">{trouble}</span>
      </p>
    </Part>
  );
}

function When({ at, by }: { at: string; by: string | null }) {
  return (
    <>
      {nearDay(at, Date.now())}, {clock(at)}
      {by && ` · ${by}`}
    </>
  );
}

function Editions({ checklist, editions }: { checklist: string; editions: EditionLine[] }) {
  const { t } = useWords();
  return (
    <table class="folds plain">
      <thead>
        <tr>
          <th scope="col">{t("edition")}</th>
          <th scope="col">{t("edition.printed")}</th>
          <th scope="col">{t("edition.hash")}</th>
          <th scope="col">{t("workbook")}</th>
        </tr>
      </thead>
      <tbody>
        {editions.map((edition) => (
          <tr key={edition.number}>
            <th scope="row">{t("edition.n", { number: edition.number })}</th>
            <td data-of={t("edition.printed")}>
              <When at={edition.printed_at} by={edition.by} />
            </td>
            <td data-of={t("edition.hash")}>
              <code>{edition.sha256.slice(0, 12)}</code>
            </td>
            <td data-of={t("workbook")}>
              <a href={address(`checklists/${checklist}/editions/${edition.number}/workbook`)} download>
                {edition.filename || t("workbook")}
              </a>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
