import { useState } from "preact/hooks";
import { read, send } from "../../api/asking";
import type { WholeWave } from "../../domain/programme";
import type { ChecklistLine } from "../../domain/workbook";
import { Part } from "../../ui/desk/Part";
import { useLoaded } from "../../ui/load";
import { goFrom } from "../../ui/router";
import { dayKey } from "../../ui/times";
import { Page, useSentence } from "../Page";
import { useWords } from "../words";

const DAY = 86_400_000;
/** A day where she is, so many days ahead, as a date field writes it. */
const dayIn = (days: number): string => dayKey(Date.now() + days * DAY);

/** A new round: name, window, checklist, how many visits a store. Everything else can be said on its own page. */
export function NewWave() {
  const { t } = useWords();
  const sentence = useSentence();
  const [trouble, setTrouble] = useState("");
  const [loaded, again] = useLoaded("checklists", (signal) =>
    read<ChecklistLine[]>("checklists", {}, signal),
  );
  const open = async (event: SubmitEvent) => {
    event.preventDefault();
    const fields = Object.fromEntries(new FormData(event.currentTarget as HTMLFormElement));
    try {
      const wave = await send<WholeWave>("POST", "waves", {
        ...fields,
        visits_per_store: Number(fields.visits_per_store),
      });
      goFrom("/waves", `/waves/${wave.id}`);
    } catch (problem) {
      setTrouble(sentence(problem));
    }
  };
  return (
    <Part title={t("wave.new")}>
      <Page loaded={loaded} again={again}>
        {(all) => (
          <form class="ask wave-form" onSubmit={(event) => void open(event)}>
            <Fields checklists={all.filter((checklist) => checklist.newest !== null)} />
            <p class="acts">
              <button type="submit" class="act first">
                {t("wave.open")}
              </button>
              <span role="alert">{trouble}</span>
            </p>
          </form>
        )}
      </Page>
    </Part>
  );
}

function Fields({ checklists }: { checklists: ChecklistLine[] }) {
  const { t } = useWords();
  return (
    <>
      <label class="line-of">
        <span class="quiet">{t("wave.called")}</span>
        <input class="field" name="name" required maxLength={120} />
      </label>
      <label class="line-of">
        <span class="quiet">{t("checklist")}</span>
        <select class="field" name="checklist" required>
          {checklists.map((checklist) => (
            <option key={checklist.id} value={checklist.id}>
              {checklist.title}
            </option>
          ))}
        </select>
      </label>
      <label class="line-of">
        <span class="quiet">{t("wave.opens")}</span>
        <input class="field" name="opens" type="date" required defaultValue={dayIn(1)} />
      </label>
      <label class="line-of">
        <span class="quiet">{t("wave.closes")}</span>
        <input class="field" name="closes" type="date" required defaultValue={dayIn(90)} />
      </label>
      <label class="line-of">
        <span class="quiet">{t("wave.visits_per_store")}</span>
        <input
          class="field"
          name="visits_per_store"
          type="number"
          min={1}
          max={50}
          required
          defaultValue="3"
        />
      </label>
      <label class="line-of">
        <span class="quiet">{t("wave.release_rule")}</span>
        <select class="field" name="release_rule">
          <option value="reviewer">{t("release.reviewer")}</option>
          <option value="at_once">{t("release.at_once")}</option>
        </select>
      </label>
    </>
  );
}
