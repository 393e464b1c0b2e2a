import { useState } from "preact/hooks";
import type { ReadVisit } from "../../domain/reading";
import type { DeskVisit } from "../../domain/review";
import { SendBackDialog } from "../SendBackDialog";
import { useWords } from "../words";
import { AdjustForm } from "./AdjustForm";
import type { DeskActs } from "./useDesk";
import { AllKeys } from "./VerdictBar";

interface Props {
  visit: DeskVisit;
  desk: DeskActs;
  judged: () => void;
  again: () => void;
}

/** The desk's dialogs: another value, what is to be mended, all keys. */
export function DeskDialogs({ visit, desk, judged, again }: Props) {
  const { t, pick } = useWords();
  const { adjust, sendBack, keys } = desk.dialogs;
  // each opening is a new one: no trouble of the last is left
  const [opening, setOpening] = useState(0);
  const sent = () => {
    again();
    judged();
  };
  return (
    <>
      <dialog ref={adjust} aria-labelledby="adjust-title" onClose={() => setOpening(opening + 1)}>
        {desk.here && (
          <>
            <h2 id="adjust-title">{t("adjust.title", { code: desk.here.code || desk.here.name })}</h2>
            <p class="quiet">{pick(desk.here.label)}</p>
            <AdjustForm
              key={`${desk.here.name} ${opening}`}
              answer={desk.here}
              visit={visit}
              save={(value, why) =>
                desk.act("POST", "adjustments", { question: desk.here?.name, value, why })
              }
              dialog={adjust}
            />
          </>
        )}
      </dialog>
      <SendBackDialog
        dialog={sendBack}
        visit={visit as unknown as ReadVisit}
        marked={markedIn(visit)}
        done={sent}
      />
      <dialog ref={keys} aria-labelledby="keys-title">
        <h2 id="keys-title">{t("key.all")}</h2>
        <AllKeys />
        <form method="dialog">
          <button type="submit" class="act small">
            {t("close")}
          </button>
        </form>
      </dialog>
    </>
  );
}

/** question → the notes on it that have not gone back yet, one a line. */
function markedIn(visit: DeskVisit): Record<string, string> {
  const marked: Record<string, string> = {};
  for (const { question, words, is_sent } of visit.notes)
    if (!is_sent) marked[question] = marked[question] ? `${marked[question]}\n${words}` : words;
  return marked;
}
