import { useState } from "preact/hooks";
import { read, send } from "../../api/asking";
import type { ActCosts } from "../../domain/told";
import { Part } from "../../ui/desk/Part";
import { useLoaded } from "../../ui/load";
import { Page, useSentence } from "../Page";
import { useWords } from "../words";

/** What each act of service costs once: with it, the perk insight says what a point of surplus costs. */
export function CostsPart() {
  const { t } = useWords();
  const [loaded, again] = useLoaded("act-costs", (signal) => read<ActCosts>("act-costs", {}, signal));
  return (
    <Part title={t("costs")} end={loaded.value && t("costs.in", { currency: loaded.value.currency })}>
      <p class="quiet after">{t("costs.lead")}</p>
      <Page loaded={loaded} again={again}>
        {(costs) =>
          costs.acts.length === 0 ? (
            <p class="quiet empty">{t("costs.empty")}</p>
          ) : (
            <CostsForm costs={costs} kept={again} />
          )
        }
      </Page>
    </Part>
  );
}

function CostsForm({ costs, kept }: { costs: ActCosts; kept: () => void }) {
  const { t, pick } = useWords();
  const sentence = useSentence();
  const [told, setTold] = useState("");
  const keep = async (event: SubmitEvent) => {
    event.preventDefault();
    const fields = [...new FormData(event.currentTarget as HTMLFormElement)];
    const wanted = fields.map(([act, cost]) => [act, String(cost).trim().replace(",", ".") || null]);
    try {
      await send("POST", "act-costs", { costs: Object.fromEntries(wanted) });
      setTold(t("costs.kept"));
      kept();
    } catch (problem) {
      setTold(sentence(problem));
    }
  };
  return (
    <form
      class="ask"
      onSubmit={(event) => void keep(event as unknown as SubmitEvent)}
      onInput={() => setTold("")}
    >
      <div class="percents">
        {costs.acts.map(({ act, label, nature, cost }) => (
          <label key={act}>
            <span>
              {pick(label) || act} <span class="faint">{nature && t(`nature.${nature}`)}</span>
            </span>
            <span class="per-cent">
              <input
                class="field"
                name={act}
                inputMode="decimal"
                pattern="[0-9]{1,8}([.,][0-9]{1,2})?"
                title={t("costs.pattern")}
                defaultValue={cost ?? ""}
                dir="ltr"
              />
              <span aria-hidden="true">{costs.currency}</span>
            </span>
          </label>
        ))}
      </div>
      <p class="acts">
        <button type="submit" class="act">
          {t("costs.keep")}
        </button>
        <span role="status">{told}</span>
      </p>
    </form>
  );
}
