import { useState } from "preact/hooks";
import { read, send } from "../../api/asking";
import { GOES, type Retention, TERMS } from "../../domain/retention";
import { count } from "../../ui/desk/figures";
import { Part } from "../../ui/desk/Part";
import { useLoaded } from "../../ui/load";
import { clock, nearDay } from "../../ui/times";
import { Page, useSentence, useTitle } from "../Page";
import { useWords } from "../words";
import { CountriesPart } from "./CountriesPart";

/** How long what is kept; what would go tonight, before it goes; what went. */
export function RetentionPage() {
  const { t } = useWords();
  useTitle(t("retention"));
  const [loaded, again] = useLoaded("retention", (signal) => read<Retention>("retention", {}, signal));
  return (
    <>
      <h1>{t("retention")}</h1>
      <p class="lead">{t("retention.lead")}</p>
      <Page loaded={loaded} again={again}>
        {(retention) => (
          <>
            <TermsPart retention={retention} again={again} />
            <CountriesPart retention={retention} again={again} />
            <Tonight retention={retention} again={again} />
            <Runs retention={retention} />
            <Part title={t("retention.people")}>
              <p>
                {t("retention.people_lead")} <a href="/shoppers">{t("shoppers")}</a>
              </p>
            </Part>
          </>
        )}
      </Page>
    </>
  );
}

interface Props {
  retention: Retention;
  again: () => void;
}

function TermsPart({ retention, again }: Props) {
  const { t } = useWords();
  const sentence = useSentence();
  const [told, setTold] = useState("");
  const keep = (event: SubmitEvent) => {
    event.preventDefault();
    const fields = new FormData(event.currentTarget as HTMLFormElement);
    const policy = Object.fromEntries(TERMS.map((name) => [name, Number(fields.get(name))]));
    send("PUT", "retention", { brand: retention.brand, policy }).then(
      () => {
        setTold(t("wave.kept"));
        again();
      },
      (problem: unknown) => setTold(sentence(problem)),
    );
  };
  return (
    <Part title={t("retention.terms")} end={t("retention.terms_end")}>
      <form class="ask wave-form" onSubmit={keep} onInput={() => setTold("")}>
        {TERMS.map((name) => (
          <label key={name} class="line-of">
            <span class="quiet">{t(`retention.${name}`)}</span>
            <input
              class="field"
              name={name}
              type="number"
              min={1}
              max={3650}
              required
              defaultValue={String(retention.policy[name])}
            />
          </label>
        ))}
        <p class="acts">
          <button type="submit" class="act">
            {t("retention.keep")}
          </button>
          <span role="status">{told}</span>
        </p>
      </form>
    </Part>
  );
}

/** A dry run: nothing is touched by looking. */
function Tonight({ retention, again }: Props) {
  const { t, language } = useWords();
  return (
    <Part title={t("retention.tonight")} end={t("retention.tonight_end")}>
      <dl class="facts">
        {GOES.map((name) => (
          <div key={name}>
            <dt>{t(`goes.${name}`)}</dt>
            <dd class="num">{count(retention.would_go[name] ?? 0, language)}</dd>
          </div>
        ))}
      </dl>
      <p class="acts">
        <button type="button" class="act small" onClick={again}>
          {t("retention.look_again")}
        </button>
      </p>
    </Part>
  );
}

function Runs({ retention }: { retention: Retention }) {
  const { t, language } = useWords();
  const { last_night, runs } = retention;
  const end = last_night
    ? t("retention.last_night", { when: `${nearDay(last_night, Date.now())}, ${clock(last_night)}` })
    : t("retention.never");
  return (
    <Part title={t("retention.runs")} end={end}>
      {runs.length === 0 ? (
        <p class="quiet empty">{t("retention.no_runs")}</p>
      ) : (
        <table class="folds plain">
          <thead>
            <tr>
              <th scope="col">{t("journal.when")}</th>
              {GOES.map((name) => (
                <th key={name} scope="col" class="num">
                  {t(`goes.${name}`)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {runs.map(({ at, gone }) => (
              <tr key={at}>
                <th scope="row" class="light">
                  {nearDay(at, Date.now())}, {clock(at)}
                </th>
                {GOES.map((name) => (
                  <td key={name} class="num" data-of={t(`goes.${name}`)}>
                    {count(gone[name] ?? 0, language)}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </Part>
  );
}
