import { useState } from "preact/hooks";
import type { AlertRule } from "../../domain/office";
import { useWords } from "../words";

const KINDS = ["critical", "answer", "score"] as const;
const ROLES = ["store_manager", "region_manager", "hq"] as const;
const CHANNELS = ["mail", "push", "webhook"] as const;

interface Props {
  rule?: AlertRule;
  /** whether it was kept */
  keep: (wish: object) => Promise<boolean>;
}

/** When somebody is told, who, and how. */
export function AlertRuleForm({ rule, keep }: Props) {
  const { t } = useWords();
  const [kind, setKind] = useState<string>(rule?.kind ?? "critical");
  const [trouble, setTrouble] = useState("");
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    const form = event.currentTarget as HTMLFormElement;
    const fields = new FormData(form);
    const [roles, channels] = [fields.getAll("role"), fields.getAll("channel")];
    if (roles.length === 0 || channels.length === 0) return setTrouble(t("alert_rule.choose"));
    setTrouble("");
    const below = kind === "score" ? String(fields.get("below")) : null;
    void keep({ kind, below, roles, channels, is_active: rule?.is_active ?? true }).then(
      (isKept) => isKept && !rule && form.reset(),
    );
  };
  return (
    <form class="ask wave-form" onSubmit={submit}>
      <label class="line-of">
        <span class="quiet">{t("alert_rule.when")}</span>
        <select class="field" value={kind} onChange={(event) => setKind(event.currentTarget.value)}>
          {KINDS.map((each) => (
            <option key={each} value={each}>
              {t(`alert_kind.${each}`)}
            </option>
          ))}
        </select>
      </label>
      {kind === "score" && (
        <label class="line-of">
          <span class="quiet">{t("alert_rule.below")}</span>
          <input
            class="field"
            name="below"
            type="number"
            min={0}
            max={100}
            step="0.01"
            required
            defaultValue={rule?.below ?? "70"}
          />
        </label>
      )}
      <Ticks
        legend={t("alert_rule.whom")}
        name="role"
        of={ROLES}
        on={rule?.roles ?? ["region_manager"]}
        word="role"
      />
      <Ticks
        legend={t("alert_rule.how")}
        name="channel"
        of={CHANNELS}
        on={rule?.channels ?? ["mail"]}
        word="channel"
      />
      <p class="acts">
        <button type="submit" class={rule ? "act" : "act first"}>
          {t(rule ? "alert_rule.keep" : "alert_rule.add")}
        </button>
        <span role="alert">{trouble}</span>
      </p>
    </form>
  );
}

function Ticks(props: {
  legend: string;
  name: string;
  of: readonly string[];
  on: readonly string[];
  word: string;
}) {
  const { t } = useWords();
  const { legend, name, of, on, word } = props;
  return (
    <fieldset class="line-of">
      <legend class="quiet">{legend}</legend>
      <div class="set">
        {of.map((each) => (
          <label key={each}>
            <input type="checkbox" name={name} value={each} defaultChecked={on.includes(each)} />
            <span>{t(`${word}.${each}`)}</span>
          </label>
        ))}
      </div>
    </fieldset>
  );
}
