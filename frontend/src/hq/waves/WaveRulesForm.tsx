import { useState } from "preact/hooks";
import { send } from "../../api/desk";
import type { WaveRules, WholeWave } from "../../domain/programme";
import { useSentence } from "../Page";
import { useWords } from "../words";

const DAYS = ["store_days", "brand_days", "competitor_days", "companion_days"] as const;

interface Props {
  wave: WholeWave;
  kept: () => void;
}

/** The rules a drawing keeps, and what the visits are worth. Empty means: no such rule. */
export function WaveRulesForm({ wave, kept }: Props) {
  const { t } = useWords();
  const sentence = useSentence();
  const [told, setTold] = useState("");
  const keep = async (event: SubmitEvent) => {
    event.preventDefault();
    try {
      await send(
        "PATCH",
        `waves/${wave.id}`,
        changesOf(new FormData(event.currentTarget as HTMLFormElement)),
      );
      setTold(t("wave.kept"));
      kept();
    } catch (problem) {
      setTold(sentence(problem));
    }
  };
  return (
    <details class="part rules">
      <summary>
        <h2>{t("rules")}</h2>
        <span class="quiet">{t("rules.end")}</span>
      </summary>
      <form class="ask wave-form" onSubmit={(event) => void keep(event)}>
        {DAYS.map((name) => (
          <Line key={name} name={name} value={wave.rules[name]} type="number" />
        ))}
        <Line name="most_visits" value={wave.rules.most_visits} type="number" />
        <Line name="most_km" value={wave.rules.most_km} type="number" />
        <Line name="least_rating" value={wave.rules.least_rating} type="text" />
        <Line name="fee" value={wave.fee} type="text" />
        <Line name="expense_limit" value={wave.expense_limit} type="text" />
        <Line name="claim_hours" value={wave.claim_hours} type="number" />
        <label class="tick">
          <input type="checkbox" name="needs_quiz" defaultChecked={wave.rules.needs_quiz ?? false} />
          <span>{t("rules.needs_quiz")}</span>
        </label>
        <label class="tick">
          <input type="checkbox" name="draws_look" defaultChecked={wave.draws_look} />
          <span>{t("rules.draws_look")}</span>
        </label>
        <label class="tick">
          <input type="checkbox" name="wants_approval" defaultChecked={wave.wants_approval} />
          <span>{t("rules.wants_approval")}</span>
        </label>
        <p class="acts">
          <button type="submit" class="act">
            {t("rules.keep")}
          </button>
          <span role="status">{told}</span>
        </p>
      </form>
    </details>
  );
}

function Line(props: { name: string; value: string | number | null | undefined; type: "number" | "text" }) {
  const { t } = useWords();
  const { name, value, type } = props;
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
        <input id={id} class="field" type="text" name={name} inputMode="decimal" defaultValue={given} />
      )}
    </div>
  );
}

function changesOf(fields: FormData): object {
  const number = (name: string): number => Number(fields.get(name) || 0);
  const rules: WaveRules = {
    store_days: number("store_days"),
    brand_days: number("brand_days"),
    competitor_days: number("competitor_days"),
    companion_days: number("companion_days"),
    most_visits: number("most_visits"),
    most_km: number("most_km"),
    needs_quiz: fields.has("needs_quiz"),
  };
  const rating = String(fields.get("least_rating") ?? "");
  const looks = fields.has("draws_look");
  return {
    rules: rating ? { ...rules, least_rating: rating } : rules,
    fee: String(fields.get("fee") || "0"),
    expense_limit: String(fields.get("expense_limit") || "0"),
    claim_hours: number("claim_hours"),
    draws_look: looks,
    ...(looks && { looks: ["dressed_up", "dressed_down"] }),
    wants_approval: fields.has("wants_approval"),
  };
}
