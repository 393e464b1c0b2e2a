import { useState } from "preact/hooks";
import { read, send } from "../../api/asking";
import type { AlertRule } from "../../domain/office";
import { Part } from "../../ui/desk/Part";
import { useLoaded } from "../../ui/load";
import { Page, type Run, useRun, useTitle } from "../Page";
import { useWords } from "../words";
import { AlertRuleForm } from "./AlertRuleForm";
import { TrialOfRule } from "./TrialOfRule";

/** Who is told of what, and how; each rule can be tried out. */
export function AlertRulesPage() {
  const { t } = useWords();
  useTitle(t("alert_rules"));
  const [loaded, again] = useLoaded("alert-rules", (signal) => read<AlertRule[]>("alert-rules", {}, signal));
  const [run, trouble] = useRun(again);
  return (
    <>
      <h1>{t("alert_rules")}</h1>
      <p class="lead">{t("alert_rules.lead")}</p>
      <p role="alert">{trouble}</p>
      <Part title={t("alert_rules.all")}>
        <Page loaded={loaded} again={again}>
          {(rules) =>
            rules.length === 0 ? (
              <p class="quiet empty">{t("alert_rules.defaults")}</p>
            ) : (
              <ul class="todo">
                {rules.map((rule) => (
                  <Rule key={rule.id} rule={rule} run={run} />
                ))}
              </ul>
            )
          }
        </Page>
      </Part>
      <Part title={t("alert_rules.new")}>
        <AlertRuleForm keep={(wish) => run(send("POST", "alert-rules", wish))} />
      </Part>
    </>
  );
}

interface RuleProps {
  rule: AlertRule;
  run: Run;
}

/** One rule in words; to be changed, paused, tried, taken away. */
function Rule({ rule, run }: RuleProps) {
  const { t } = useWords();
  const [isOpen, setOpen] = useState(false);
  const path = `alert-rules/${rule.id}`;
  const change = (wish: object) => run(send("PATCH", path, wish));
  const keep = async (wish: object) => {
    const isKept = await change(wish);
    if (isKept) setOpen(false);
    return isKept;
  };
  return (
    <li>
      <strong>{t(`alert_rule.${rule.kind}`, { below: rule.below ?? "" })}</strong>
      <span class="quiet">{t(rule.is_active ? "alert_rule.on" : "alert_rule.off")}</span>
      <span class="more">
        {t("alert_rule.tells", {
          roles: rule.roles.map((role) => t(`role.${role}`)).join(", "),
          channels: rule.channels.map((channel) => t(`channel.${channel}`)).join(", "),
        })}
      </span>
      <span class="more acts">
        <button type="button" class="link" aria-expanded={isOpen} onClick={() => setOpen(!isOpen)}>
          {t("alert_rule.change")}
        </button>
        <button type="button" class="link" onClick={() => void change({ is_active: !rule.is_active })}>
          {t(rule.is_active ? "alert_rule.pause" : "alert_rule.go_on")}
        </button>
        <button type="button" class="link" onClick={() => void run(send("DELETE", path))}>
          {t("alert_rule.remove")}
        </button>
      </span>
      <div class="more">
        <TrialOfRule rule={rule} />
        {isOpen && <AlertRuleForm rule={rule} keep={keep} />}
      </div>
    </li>
  );
}
