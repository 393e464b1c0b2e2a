import { useState } from "preact/hooks";
import { Problem, read, send } from "../api/asking";
import type { Place, WaveName } from "../domain/standing";
import { useLoaded } from "../ui/load";
import { Page } from "./Page";
import { asked } from "./view";
import { useWords } from "./words";

const CARRIED = ["store", "band", "critical", "q", "from", "to"] as const;
const STATES = ["released", "in_review", "sent_back"] as const;

interface Choices {
  waves: WaveName[];
  regions: Place[];
}

/** What goes into the file: the screen's own filters, or others. */
export function ExportForm({ asked: done }: { asked: () => void }) {
  const { t } = useWords();
  const [trouble, setTrouble] = useState("");
  const [loaded, again] = useLoaded("choices", choices);
  const submit = async (event: SubmitEvent) => {
    event.preventDefault();
    try {
      await send("POST", "exports", wishOf(new FormData(event.currentTarget as HTMLFormElement)));
      setTrouble("");
      done();
    } catch (problem) {
      setTrouble(problem instanceof Problem && problem.status === 422 ? t("exports.refused") : t("failed"));
    }
  };
  return (
    <form class="ask wide" onSubmit={submit}>
      <div class="part first">
        <header>
          <h2>{t("exports.new")}</h2>
          {CARRIED.some(asked) && <span class="end">{t("exports.filters")}</span>}
        </header>
      </div>
      <Page loaded={loaded} again={again}>
        {(found) => (
          <>
            <Fields {...found} />
            <p class="acts">
              <button type="submit" class="act first">
                {t("exports.make")}
              </button>
              <span role="alert">{trouble}</span>
            </p>
          </>
        )}
      </Page>
    </form>
  );
}

/** What is asked for, and of which visits. */
function Fields({ waves, regions }: Choices) {
  const { t } = useWords();
  return (
    <>
      <Choice
        name="of"
        legend={t("exports.of")}
        options={["visits.wide", "visits.long", "scorecards.wide", "insights.long"]}
        words="exports.of"
      />
      <Select
        name="region"
        label={t("region")}
        places={regions}
        chosen={asked("region")}
        any={t("exports.all_regions")}
      />
      <Select
        name="wave"
        label={t("wave")}
        places={waves.map((wave) => ({
          id: wave.id,
          name: t("wave.name", { wave: wave.number, name: wave.name }),
        }))}
        chosen={asked("wave")}
        any={t("exports.all_waves")}
      />
      <fieldset class="line-of">
        <legend class="quiet">{t("state")}</legend>
        <div class="set">
          {STATES.map((state) => (
            <label key={state}>
              <input
                type="checkbox"
                name="state"
                value={state}
                defaultChecked={state === (asked("state") || "released")}
              />
              {t(`state.${state}`)}
            </label>
          ))}
        </div>
      </fieldset>
      <Choice
        name="file_format"
        legend={t("exports.format")}
        options={["csv", "xlsx"]}
        words="exports.format"
      />
    </>
  );
}

async function choices(signal: AbortSignal): Promise<Choices> {
  const [waves, regions] = await Promise.all([
    read<{ results: WaveName[] } | WaveName[]>("waves", {}, signal),
    read<{ results: Place[] } | Place[]>("regions", {}, signal),
  ]);
  return { waves: listOf(waves), regions: listOf(regions) };
}

const listOf = <T,>(answer: { results: T[] } | T[]): T[] => (Array.isArray(answer) ? answer : answer.results);

function wishOf(fields: FormData): object {
  const [content, shape] = String(fields.get("of")).split(".");
  const carried = CARRIED.map((name) => [name, asked(name)] as const).filter(([, value]) => value);
  const chosen = ["region", "wave"].map((name) => [name, String(fields.get(name) ?? "")] as const);
  const state = fields.getAll("state").join(",");
  const filters = Object.fromEntries(
    [...carried, ...chosen, ["state", state] as const].filter(([, value]) => value),
  );
  return { content, shape, file_format: fields.get("file_format"), filters };
}

function Choice(props: { name: string; legend: string; options: string[]; words: string }) {
  const { t } = useWords();
  const { name, legend, options, words } = props;
  return (
    <fieldset class="line-of">
      <legend class="quiet">{legend}</legend>
      <div class="set">
        {options.map((option, index) => (
          <label key={option}>
            <input type="radio" name={name} value={option} defaultChecked={index === 0} />
            {t(`${words}.${option}`)}
          </label>
        ))}
      </div>
    </fieldset>
  );
}

function Select(props: { name: string; label: string; places: Place[]; chosen: string; any: string }) {
  const { name, label, places, chosen, any } = props;
  return (
    <label class="line-of">
      <span class="quiet">{label}</span>
      <select name={name} defaultValue={chosen}>
        <option value="">{any}</option>
        {places.map((place) => (
          <option key={place.id} value={place.id} selected={place.id === chosen}>
            {place.name}
          </option>
        ))}
      </select>
    </label>
  );
}
