import { useState } from "preact/hooks";
import { read, send } from "../../api/asking";
import type { Scenario } from "../../domain/programme";
import { Part } from "../../ui/desk/Part";
import { language } from "../../ui/language";
import { useLoaded } from "../../ui/load";
import { LanguageOfWords } from "../LanguageOfWords";
import { Page, useSentence, useTitle } from "../Page";
import { useUnsaved } from "../useUnsaved";
import { useWords } from "../words";
import { BriefEditor } from "./BriefEditor";
import { ScenarioValues } from "./ScenarioValues";

/** One scenario: its name, the values it gives to questions, and its brief in every language. */
export function ScenarioPage({ id }: { id: string }) {
  const [loaded, again] = useLoaded(id, (signal) => read<Scenario>(`scenarios/${id}`, {}, signal));
  return (
    <Page loaded={loaded} again={again}>
      {(scenario) => <Writing scenario={scenario} />}
    </Page>
  );
}

function Writing({ scenario }: { scenario: Scenario }) {
  const { t } = useWords();
  const sentence = useSentence();
  const [name, setName] = useState(scenario.name);
  const [brief, setBrief] = useState(scenario.brief);
  const [values, setValues] = useState(Object.entries(scenario.scenario_values));
  const [code, setCode] = useState<string>(language.value);
  const [told, setTold] = useState("");
  useTitle(name);
  const kept = useUnsaved({ name, brief, values });
  const keep = (event: SubmitEvent) => {
    event.preventDefault();
    const written = Object.fromEntries(Object.entries(brief).filter(([, words]) => words.trim()));
    send("PATCH", `scenarios/${scenario.id}`, {
      name,
      brief: written,
      scenario_values: Object.fromEntries(values),
    }).then(
      () => {
        kept();
        setTold(t("scenario.kept"));
      },
      (problem: unknown) => setTold(sentence(problem)),
    );
  };
  return (
    <form onSubmit={keep} onInput={() => setTold("")}>
      <p class="over-title">
        <a href="/scenarios">{t("scenarios")}</a>
      </p>
      <h1>{scenario.name}</h1>
      <p class="lead">{t("scenario.lead")}</p>
      <div class="ask wave-form">
        <label class="line-of">
          <span class="quiet">{t("scenario.name")}</span>
          <input
            class="field"
            required
            maxLength={120}
            value={name}
            onInput={(event) => setName(event.currentTarget.value)}
          />
        </label>
      </div>
      <Part title={t("scenario_values")} end={t("scenario_values.end")}>
        <ScenarioValues values={values} change={setValues} />
      </Part>
      <Part title={t("brief")} end={t("brief.end")}>
        <LanguageOfWords
          code={code}
          turn={setCode}
          written={Object.keys(brief).filter((each) => brief[each]?.trim())}
        />
        <BriefEditor
          key={code}
          code={code}
          words={brief[code] ?? ""}
          change={(words) => setBrief((before) => ({ ...before, [code]: words }))}
        />
      </Part>
      <p class="acts">
        <button type="submit" class="act first">
          {t("scenario.keep")}
        </button>
        <span role="status">{told}</span>
      </p>
    </form>
  );
}
