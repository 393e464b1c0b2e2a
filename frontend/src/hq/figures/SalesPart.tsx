import { useState } from "preact/hooks";
import { Problem, send } from "../../api/asking";
import type { SalesMapping, SalesReport } from "../../domain/told";
import { useInTurn } from "../../ui/desk/inTurn";
import { Part } from "../../ui/desk/Part";
import { ChooseFile, SHEETS } from "../ChooseFile";
import { useSentence } from "../Page";
import { useWords } from "../words";
import { SalesColumns } from "./SalesColumns";
import { SalesProblems } from "./SalesProblems";

/** Months of sales from a spreadsheet: mapped, looked at, then taken; every row not taken is named. */
export function SalesPart() {
  const { t } = useWords();
  const { file, known, report, busy, trouble, look, take } = useSalesImport();
  return (
    <Part title={t("sales")} end={t("sales.end")}>
      <p class="quiet after">{t("sales.lead")}</p>
      <ChooseFile
        word={t(busy ? "sales.reading" : "sales.choose")}
        kinds={SHEETS}
        busy={busy}
        chosen={(sheet) => look(sheet)}
      />
      <p role="alert">{trouble}</p>
      {file && known && (
        <div aria-live="polite">
          <SalesColumns known={known} sample={report?.sample ?? []} map={(mapping) => look(file, mapping)} />
          {report && <SalesProblems report={report} />}
          {report && <TakeThem report={report} busy={busy} take={take} />}
        </div>
      )}
    </Part>
  );
}

function TakeThem({ report, busy, take }: { report: SalesReport; busy: boolean; take: () => void }) {
  const { t } = useWords();
  const { taken, updated, unchanged, refused } = report;
  const counts = { taken, updated, unchanged, refused };
  if (report.is_taken) {
    return (
      <p class="banner good" role="status">
        {t("sales.taken", counts)}
      </p>
    );
  }
  return (
    <p class="acts">
      <button type="button" class="act first" disabled={busy || taken + updated === 0} onClick={take}>
        {t("sales.take", { n: taken + updated })}
      </button>
      <span class="quiet">{t("sales.would", counts)}</span>
    </p>
  );
}

/** One spreadsheet on its way in. It stays in the browser until it is taken; the server only looks. */
function useSalesImport() {
  const sentence = useSentence();
  const [file, setFile] = useState<File | null>(null);
  const [known, setKnown] = useState<SalesMapping | null>(null);
  const [report, setReport] = useState<SalesReport | null>(null);
  const [busy, setBusy] = useState(false);
  const [trouble, setTrouble] = useState("");
  const inTurn = useInTurn();
  const ask = (sheet: File, mapping: Record<string, string>, takes: boolean) => {
    setBusy(true);
    setTrouble("");
    inTurn(async (isNewest) => {
      const answer = await send<SalesReport>("POST", "sales-imports", formOf(sheet, mapping, takes)).catch(
        (problem: unknown) => ({ problem }),
      );
      if (!isNewest()) return;
      setBusy(false);
      if ("problem" in answer) {
        setReport(null);
        setTrouble(sentence(answer.problem));
        setKnown(mappingIn(answer.problem));
      } else {
        setReport(answer);
        setKnown({ headings: answer.headings, mapping: answer.mapping, missing: [] });
      }
    });
  };
  return {
    file,
    known,
    report,
    busy,
    trouble,
    look: (sheet: File, mapping: Record<string, string> = {}) => {
      setFile(sheet);
      // a chosen heading stands at once: the next choice is made beside it
      if (known && sheet === file) setKnown({ ...known, mapping });
      ask(sheet, mapping, false);
    },
    take: () => file && ask(file, known?.mapping ?? {}, true),
  };
}

function formOf(sheet: File, mapping: Record<string, string>, takes: boolean): FormData {
  const form = new FormData();
  form.set("file", sheet);
  form.set("mapping", JSON.stringify(mapping));
  form.set("take", String(takes));
  return form;
}

/** What a refusal says of the spreadsheet's headings, where it is about them. */
function mappingIn(problem: unknown): SalesMapping | null {
  if (!(problem instanceof Problem) || problem.code !== "mapping_incomplete") return null;
  return problem.members as unknown as SalesMapping;
}
