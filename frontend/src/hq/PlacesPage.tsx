import { useState } from "preact/hooks";
import { send } from "../api/asking";
import type { ImportChanges, StoreImport } from "../domain/storeImport";
import { useInTurn } from "../ui/desk/inTurn";
import { ChooseFile, SHEETS } from "./ChooseFile";
import { ImportDoubts } from "./ImportDoubts";
import { ImportMapping } from "./ImportMapping";
import { ImportProblems } from "./ImportProblems";
import { useSentence, useTitle } from "./Page";
import { useWords } from "./words";

interface Taken {
  taken: number;
  updated: number;
  refused: number;
}

/** Stores from a spreadsheet: mapped, looked at, then taken; every row not taken is named. */
export function PlacesPage() {
  const { t } = useWords();
  useTitle(t("places"));
  const sentence = useSentence();
  const [spreadsheet, setSpreadsheet] = useState<StoreImport | null>(null);
  const [taken, setTaken] = useState<Taken | null>(null);
  const [busy, setBusy] = useState(false);
  const [trouble, setTrouble] = useState("");
  const inTurn = useInTurn();
  const run = <T,>(ask: () => Promise<T>, then: (answer: T) => void) => {
    setBusy(true);
    setTrouble("");
    inTurn(async (isNewest) => {
      try {
        const answer = await ask();
        if (isNewest()) then(answer);
      } catch (problem) {
        setTrouble(sentence(problem));
      } finally {
        if (isNewest()) setBusy(false);
      }
    });
  };
  const upload = (file: File) => {
    const form = new FormData();
    form.set("file", file);
    setTaken(null);
    run(() => send<StoreImport>("POST", "store-imports", form), setSpreadsheet);
  };
  const change = (changes: ImportChanges) => {
    if (!spreadsheet) return;
    // chosen headings stand at once: the next choice is made beside them
    if (changes.mapping) setSpreadsheet({ ...spreadsheet, mapping: changes.mapping });
    run(() => send<StoreImport>("PATCH", `store-imports/${spreadsheet.id}`, changes), setSpreadsheet);
  };
  const take = () =>
    spreadsheet && run(() => send<Taken>("POST", `store-imports/${spreadsheet.id}/take`), setTaken);
  return (
    <>
      <h1>{t("places")}</h1>
      <p class="lead">{t("places.lead")}</p>
      <ChooseFile
        word={t(busy ? "places.reading" : "places.choose")}
        kinds={SHEETS}
        look="first"
        busy={busy}
        chosen={upload}
      />
      <p role="alert">{trouble}</p>
      {spreadsheet && (
        <div aria-live="polite">
          <ImportMapping spreadsheet={spreadsheet} change={change} />
          <ImportDoubts doubts={spreadsheet.doubts} busy={busy} change={change} />
          <ImportProblems spreadsheet={spreadsheet} />
          <TakeIt spreadsheet={spreadsheet} taken={taken} busy={busy} take={take} />
        </div>
      )}
    </>
  );
}

function TakeIt(props: { spreadsheet: StoreImport; taken: Taken | null; busy: boolean; take: () => void }) {
  const { t } = useWords();
  const { spreadsheet, taken, busy, take } = props;
  if (taken) {
    return (
      <p class="banner good" role="status">
        {t("places.taken", { taken: taken.taken, updated: taken.updated, refused: taken.refused })}
      </p>
    );
  }
  return (
    <p class="acts part">
      <button
        type="button"
        class="act first"
        disabled={busy || spreadsheet.counts.taken === 0}
        onClick={take}
      >
        {t("places.take", { n: spreadsheet.counts.taken })}
      </button>
      <span class="quiet">{t("places.take_means")}</span>
    </p>
  );
}
