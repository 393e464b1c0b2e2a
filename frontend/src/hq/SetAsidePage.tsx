import { useState } from "preact/hooks";
import { read, send } from "../api/asking";
import { Part } from "../ui/desk/Part";
import { useLoaded } from "../ui/load";
import { clock, nearDay } from "../ui/times";
import { ChooseFile } from "./ChooseFile";
import { Page, useSentence, useTitle } from "./Page";
import { useWords } from "./words";

interface SetAside {
  id: number;
  visit: string;
  revision: number;
  standing: "conflict" | "quarantined" | "withdrawn";
  reason: string;
  received_at: string;
  store?: { name: string } | null;
}

/** What arrived and could not be counted: kept byte for byte, and decided here by a person. */
export function SetAsidePage() {
  const { t } = useWords();
  useTitle(t("set_aside"));
  const sentence = useSentence();
  const [told, setTold] = useState("");
  const [loaded, again] = useLoaded("set-aside", (signal) =>
    read<{ results: SetAside[] }>("set-aside", {}, signal),
  );
  const accept = (row: SetAside) => {
    setTold("");
    return send("POST", `set-aside/${row.id}/accept`, {}).then(again, (problem: unknown) =>
      setTold(sentence(problem)),
    );
  };
  const rescue = async (file: File) => {
    const form = new FormData();
    form.set("file", file);
    setTold("");
    await send("POST", "rescue", form).then(
      () => setTold(t("rescue.taken")),
      (problem: unknown) => setTold(sentence(problem)),
    );
    again();
  };
  return (
    <>
      <h1>{t("set_aside")}</h1>
      <p class="lead">{t("set_aside.lead")}</p>
      <p role="status">{told}</p>
      <Part title={t("set_aside.visits")}>
        <Page loaded={loaded} again={again}>
          {({ results }) =>
            results.length === 0 ? (
              <p class="quiet empty">{t("set_aside.empty")}</p>
            ) : (
              <Rows rows={results} accept={(row) => void accept(row)} />
            )
          }
        </Page>
      </Part>
      <Part title={t("rescue")}>
        <p class="quiet empty">{t("rescue.lead")}</p>
        <ChooseFile
          word={t("rescue.choose")}
          kinds=".json,application/json"
          chosen={(file) => void rescue(file)}
        />
      </Part>
    </>
  );
}

function Rows({ rows, accept }: { rows: SetAside[]; accept: (row: SetAside) => void }) {
  const { t } = useWords();
  const reason = (row: SetAside) => {
    const known = t(`reason.${row.reason}`);
    return known === `reason.${row.reason}` ? row.reason : known;
  };
  return (
    <table class="folds plain">
      <thead>
        <tr>
          <th scope="col">{t("set_aside.received")}</th>
          <th scope="col">{t("set_aside.standing")}</th>
          <th scope="col">{t("rows.why")}</th>
          <th scope="col">{t("set_aside.visit")}</th>
          <th scope="col">
            <span class="unseen">{t("set_aside.decide")}</span>
          </th>
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={row.id}>
            <th scope="row" class="light">
              {nearDay(row.received_at, Date.now())}, {clock(row.received_at)}
            </th>
            <td data-of={t("set_aside.standing")}>{t(`standing.${row.standing}`)}</td>
            <td data-of={t("rows.why")}>{reason(row)}</td>
            <td data-of={t("set_aside.visit")}>
              <code>{row.visit.slice(0, 8)}</code> · {row.revision} {row.store?.name}
            </td>
            <td class="at-end">
              <button type="button" class="link" onClick={() => accept(row)}>
                {t("set_aside.accept")}
              </button>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
