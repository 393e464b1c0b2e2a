import { useState } from "preact/hooks";
import { read, send } from "../../api/asking";
import type { StudyLine } from "../../domain/told";
import { Part } from "../../ui/desk/Part";
import { useLoaded } from "../../ui/load";
import { nearDay } from "../../ui/times";
import { Page, useRun, useSentence, useTitle } from "../Page";
import { useWords } from "../words";
import { type Choices, PairForm } from "./PairForm";

/** Studies of matched pairs: one declared attribute, two shoppers, one store, the same week. */
export function StudiesPage() {
  const { t } = useWords();
  useTitle(t("studies"));
  const [loaded, again] = useLoaded("studies", (signal) =>
    read<{ results: StudyLine[] }>("studies", {}, signal),
  );
  const [choices, choicesAgain] = useLoaded("choices", choicesOfPairs);
  const from = { loaded: choices, again: choicesAgain };
  return (
    <>
      <p class="over-title">
        <span>
          <a href="/figures">{t("figures")}</a>
        </span>
      </p>
      <h1>{t("studies")}</h1>
      <p class="lead">{t("studies.lead")}</p>
      <Page loaded={loaded} again={again}>
        {({ results }) => (
          <>
            {results.length === 0 && <p class="quiet empty">{t("studies.empty")}</p>}
            {results.map((study) => (
              <Study key={study.id} study={study} changed={again} from={from} />
            ))}
          </>
        )}
      </Page>
      <NewStudy started={again} />
    </>
  );
}

async function choicesOfPairs(signal: AbortSignal): Promise<Choices> {
  const [waves, scenarios] = await Promise.all([
    read<Choices["waves"]>("waves", {}, signal),
    read<Choices["scenarios"]>("scenarios", {}, signal),
  ]);
  return { waves, scenarios };
}

interface StudyProps {
  study: StudyLine;
  changed: () => void;
  from: Parameters<typeof PairForm>[0]["from"];
}

function Study({ study, changed, from }: StudyProps) {
  const { t } = useWords();
  const [run, trouble] = useRun(changed);
  const forget = () => {
    if (confirm(t("studies.delete_sure", { name: study.name })))
      void run(send("DELETE", `studies/${study.id}`));
  };
  return (
    <Part title={study.name} end={t("studies.pairs", { n: study.pairs })} className="study">
      <p class="quiet">
        {t("studies.attribute", { attribute: study.attribute })} ·{" "}
        {t("studies.begun", { day: nearDay(study.made_at, Date.now()) })}
        {study.closed_at && ` · ${t("studies.closed_on", { day: nearDay(study.closed_at, Date.now()) })}`}
      </p>
      {!study.closed_at && <PairForm study={study} drawn={changed} from={from} />}
      <p class="acts">
        {!study.closed_at && (
          <button
            type="button"
            class="act small"
            onClick={() => void run(send("POST", `studies/${study.id}/close`))}
          >
            {t("studies.close")}
          </button>
        )}
        <button type="button" class="act small" onClick={forget}>
          {t("studies.delete")}
        </button>
        <span role="alert">{trouble}</span>
      </p>
    </Part>
  );
}

function NewStudy({ started }: { started: () => void }) {
  const { t } = useWords();
  const sentence = useSentence();
  const [trouble, setTrouble] = useState("");
  const start = async (event: SubmitEvent) => {
    event.preventDefault();
    const form = event.currentTarget as HTMLFormElement;
    try {
      await send("POST", "studies", Object.fromEntries(new FormData(form)));
      form.reset();
      setTrouble("");
      started();
    } catch (problem) {
      setTrouble(sentence(problem));
    }
  };
  return (
    <Part title={t("studies.new")}>
      <form class="ask wave-form" onSubmit={(event) => void start(event as unknown as SubmitEvent)}>
        <label class="line-of">
          <span class="quiet">{t("studies.name")}</span>
          <input class="field" name="name" required maxLength={120} />
        </label>
        <label class="line-of">
          <span class="quiet">{t("studies.one_attribute")}</span>
          <input class="field" name="attribute" required maxLength={60} />
        </label>
        <p class="quiet">{t("studies.rules")}</p>
        <p class="acts">
          <button type="submit" class="act">
            {t("studies.start")}
          </button>
          <span role="alert">{trouble}</span>
        </p>
      </form>
    </Part>
  );
}
