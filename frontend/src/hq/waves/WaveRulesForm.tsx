import type { WaveRules, WholeWave } from "../../domain/programme";
import { listed } from "../../domain/shopper";
import { useWords } from "../words";
import { WaveSection } from "./WaveSection";

const DAYS = ["store_days", "brand_days", "competitor_days", "companion_days"] as const;

interface Props {
  wave: WholeWave;
  kept: () => void;
}

/** The rules a drawing keeps, and what the visits are worth. Empty means: no such rule. */
export function WaveRulesForm({ wave, kept }: Props) {
  const { t } = useWords();
  const { rules } = wave;
  return (
    <WaveSection
      wave={wave}
      kept={kept}
      title={t("rules")}
      end={t("rules.end")}
      button={t("rules.keep")}
      changesOf={(fields) => changesOf(fields, rules)}
    >
      {DAYS.map((name) => (
        <Line key={name} name={name} value={rules[name]} type="number" />
      ))}
      <Line name="most_visits" value={rules.most_visits} type="number" />
      <Line name="most_km" value={rules.most_km} type="number" />
      <Line name="least_rating" value={rules.least_rating} type="text" />
      <Line name="languages" value={rules.languages?.join(", ")} type="words" />
      <Line name="traits" value={written(rules.traits)} type="words" />
      <Line name="fee" value={wave.fee} type="text" />
      <Line name="expense_limit" value={wave.expense_limit} type="text" />
      <Line name="claim_hours" value={wave.claim_hours} type="number" />
      <Line name="sealed_within_hours" value={wave.sealed_within_hours} type="number" />
      <Tick name="reach" on={rules.reach ?? true} />
      <Tick name="needs_quiz" on={rules.needs_quiz ?? false} />
      <Tick name="draws_look" on={wave.draws_look} />
      <Tick name="wants_approval" on={wave.wants_approval} />
    </WaveSection>
  );
}

function Tick({ name, on }: { name: string; on: boolean }) {
  const { t } = useWords();
  return (
    <label class="tick">
      <input type="checkbox" name={name} defaultChecked={on} />
      <span>{t(`rules.${name}`)}</span>
    </label>
  );
}

interface LineProps {
  name: string;
  value: string | number | null | undefined;
  type: "number" | "text" | "words";
}

function Line({ name, value, type }: LineProps) {
  const { t } = useWords();
  const id = `rule-${name}`;
  const given = String(value ?? "");
  return (
    <div class="line-of">
      <label class="quiet" for={id}>
        {t(`rules.${name}`)}
      </label>
      {type === "number" ? (
        <input id={id} class="field" type="number" name={name} min={0} defaultValue={given} />
      ) : (
        <input
          id={id}
          class="field"
          type="text"
          name={name}
          {...(type === "text" && { inputMode: "decimal" as const })}
          defaultValue={given}
        />
      )}
    </div>
  );
}

/** `age: 18-29 | 30-44, look: formal`, as it is typed. */
const written = (traits: Readonly<Record<string, readonly string[]>> | undefined): string =>
  Object.entries(traits ?? {})
    .map(([name, values]) => `${name}: ${values.join(" | ")}`)
    .join(", ");

function traitsIn(text: string): Record<string, string[]> {
  const pairs = listed(text).map((part) => part.split(":"));
  const named = pairs.filter(([name, values]) => name?.trim() && values?.trim());
  return Object.fromEntries(
    named.map(([name = "", values = ""]) => [
      name.trim(),
      values
        .split("|")
        .map((each) => each.trim())
        .filter(Boolean),
    ]),
  );
}

/** What is not asked for here stays as it was. */
function changesOf(fields: FormData, were: WaveRules): object {
  const number = (name: string): number => Number(fields.get(name) || 0);
  const text = (name: string): string => String(fields.get(name) ?? "");
  const { least_rating: _, languages: __, ...others } = were;
  const languages = listed(text("languages"));
  const rules: WaveRules = {
    ...others,
    store_days: number("store_days"),
    brand_days: number("brand_days"),
    competitor_days: number("competitor_days"),
    companion_days: number("companion_days"),
    most_visits: number("most_visits"),
    most_km: number("most_km"),
    reach: fields.has("reach"),
    needs_quiz: fields.has("needs_quiz"),
    traits: traitsIn(text("traits")),
    ...(languages.length > 0 && { languages }),
    ...(text("least_rating") && { least_rating: text("least_rating") }),
  };
  const looks = fields.has("draws_look");
  return {
    rules,
    fee: text("fee") || "0",
    expense_limit: text("expense_limit") || "0",
    claim_hours: number("claim_hours"),
    sealed_within_hours: number("sealed_within_hours"),
    draws_look: looks,
    ...(looks && { looks: ["dressed_up", "dressed_down"] }),
    wants_approval: fields.has("wants_approval"),
  };
}
