import { useState } from "preact/hooks";
import { read, send } from "../../api/asking";
import { type AlertRule, isUnderWay, type Trial } from "../../domain/office";
import { named } from "../../ui/language";
import { useFollowed } from "../following";
import { useSentence } from "../Page";
import { useWords } from "../words";

const EVERY = 2000; // milliseconds between two looks at a message that is on its way

/** Tries a rule out on oneself, and says of each channel what really became of it. */
export function TrialOfRule({ rule }: { rule: AlertRule }) {
  const { t } = useWords();
  const sentence = useSentence();
  const [trial, setTrial] = useState<Trial | null>(null);
  const [trouble, setTrouble] = useState("");
  const path = `alert-rules/${rule.id}/try`;
  useFollowed(trial, {
    isMoving: isUnderWay,
    look: ({ line }) => read<Trial>(path, { line }),
    tell: setTrial,
    every: EVERY,
  });
  const tryIt = () => {
    setTrouble("");
    setTrial(null);
    void send<Trial>("POST", path, {}).then(setTrial, (problem: unknown) => setTrouble(sentence(problem)));
  };
  return (
    <>
      <button type="button" class="link" onClick={tryIt}>
        {t("alert_rule.try")}
      </button>{" "}
      <span role="alert">{trouble}</span>
      <div role="status">
        <ul>
          {trial?.messages.map((each, index) => (
            <li key={index} class="quiet">
              {named(t(`channel.${each.channel}`), t(`trial.${each.state}`))}
              {each.trouble && ` (${troubleOf(t, each.trouble)})`}
            </li>
          ))}
        </ul>
      </div>
    </>
  );
}

/** Why nothing arrived; what no catalogue knows is the network's own word. */
function troubleOf(t: (key: string) => string, trouble: string): string {
  const said = t(`trial.trouble.${trouble}`);
  return said.startsWith("trial.") ? trouble : said;
}
