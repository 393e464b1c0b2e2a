import { useState } from "preact/hooks";
import { read, send } from "../../api/asking";
import type { Scenario } from "../../domain/programme";
import { Part } from "../../ui/desk/Part";
import { useLoaded } from "../../ui/load";
import { goFrom } from "../../ui/router";
import { Page, useSentence, useTitle } from "../Page";
import { useWords } from "../words";

/** The parts that shoppers play, each with its brief. */
export function ScenariosPage() {
  const { t } = useWords();
  useTitle(t("scenarios"));
  const [loaded, again] = useLoaded("scenarios", (signal) => read<Scenario[]>("scenarios", {}, signal));
  return (
    <>
      <h1>{t("scenarios")}</h1>
      <p class="lead">{t("scenarios.lead")}</p>
      <Part title={t("scenarios.all")}>
        <Page loaded={loaded} again={again}>
          {(scenarios) =>
            scenarios.length === 0 ? (
              <p class="quiet empty">{t("scenarios.empty")}</p>
            ) : (
              <ul class="todo">
                {scenarios.map((scenario) => (
                  <li key={scenario.id}>
                    <a href={`/scenarios/${scenario.id}`}>{scenario.name}</a>
                    <span class="quiet">{Object.keys(scenario.brief).join(", ")}</span>
                  </li>
                ))}
              </ul>
            )
          }
        </Page>
      </Part>
      <NewScenario />
    </>
  );
}

function NewScenario() {
  const { t } = useWords();
  const sentence = useSentence();
  const [trouble, setTrouble] = useState("");
  const add = (event: SubmitEvent) => {
    event.preventDefault();
    const name = new FormData(event.currentTarget as HTMLFormElement).get("name");
    send<Scenario>("POST", "scenarios", { name }).then(
      (made) => goFrom("/scenarios", `/scenarios/${made.id}`),
      (problem: unknown) => setTrouble(sentence(problem)),
    );
  };
  return (
    <Part title={t("scenario.new")}>
      <form class="ask wave-form" onSubmit={add}>
        <label class="line-of">
          <span class="quiet">{t("scenario.name")}</span>
          <input class="field" name="name" required maxLength={120} />
        </label>
        <p class="acts">
          <button type="submit" class="act first">
            {t("scenario.write")}
          </button>
          <span role="alert">{trouble}</span>
        </p>
      </form>
    </Part>
  );
}
