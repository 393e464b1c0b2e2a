import { read } from "../../api/asking";
import type { Edition, Node } from "../../domain/edition";
import type { ChecklistLine, WholeChecklist } from "../../domain/workbook";
import { useLoaded } from "../../ui/load";
import { useWords } from "../words";

type Pair = [string, string];

const PREFIX = "scenario_";

interface Props {
  values: Pair[];
  change: (values: Pair[]) => void;
}

/** What the scenario answers beforehand: `scenario_…` questions of the checklists, proposed by name and by choice. */
export function ScenarioValues({ values, change }: Props) {
  const { t } = useWords();
  const [asked] = useLoaded("asked", askedOf);
  const known = asked.value ?? {};
  const alter = (index: number, pair: Pair) => change(values.map((each, at) => (at === index ? pair : each)));
  return (
    <fieldset class="rows-of">
      <legend class="unseen">{t("scenario_values")}</legend>
      {values.length === 0 && <p class="quiet">{t("scenario_values.none")}</p>}
      {values.map(([name, value], index) => (
        <div class="row-of" key={index}>
          <input
            class="field"
            list="scenario-names"
            aria-label={`${t("scenario_values.name")} (${index + 1})`}
            placeholder={PREFIX}
            pattern="scenario_.+"
            title={t("scenario_values.pattern")}
            required
            dir="ltr"
            value={name}
            onInput={(event) => alter(index, [event.currentTarget.value, value])}
          />
          <input
            class="field"
            list={`choices-${index}`}
            aria-label={`${t("scenario_values.value")} (${index + 1})`}
            maxLength={200}
            value={value}
            onInput={(event) => alter(index, [name, event.currentTarget.value])}
          />
          <datalist id={`choices-${index}`}>
            {(known[name] ?? []).map((choice) => (
              <option key={choice} value={choice} />
            ))}
          </datalist>
          <button
            type="button"
            class="link"
            aria-label={t("scenario_values.remove", { name })}
            onClick={() => change(values.filter((_, at) => at !== index))}
          >
            ×
          </button>
        </div>
      ))}
      <datalist id="scenario-names">
        {Object.keys(known).map((name) => (
          <option key={name} value={name} />
        ))}
      </datalist>
      <button type="button" class="act small" onClick={() => change([...values, ["", ""]])}>
        {t("scenario_values.add")}
      </button>
    </fieldset>
  );
}

/** The `scenario_…` questions of every checklist's newest edition, each with its choices. */
async function askedOf(signal: AbortSignal): Promise<Record<string, string[]>> {
  const checklists = await read<ChecklistLine[]>("checklists", {}, signal);
  const printed = checklists.filter(({ newest }) => newest !== null);
  const editions = await Promise.all(printed.map(({ id }) => newestOf(id, signal)));
  return Object.fromEntries(
    editions.flatMap((edition) => edition.body.flatMap((node) => valuesIn(edition, node))),
  );
}

async function newestOf(checklist: string, signal: AbortSignal): Promise<Edition> {
  const { editions } = await read<WholeChecklist>(`checklists/${checklist}`, {}, signal);
  const newest = editions.reduce((best, each) => (each.number > best.number ? each : best));
  return read<Edition>(`editions/${newest.sha256}`, {}, signal);
}

function valuesIn(edition: Edition, node: Node): [string, string[]][] {
  if (node.kind !== "question") return (node.body ?? []).flatMap((inner) => valuesIn(edition, inner));
  if (!node.name.startsWith(PREFIX)) return [];
  return [[node.name, (edition.lists[node.list ?? ""] ?? []).map(({ name }) => name)]];
}
