import { useState } from "preact/hooks";
import { read, send } from "../../api/asking";
import { chosenOf, type Webhook } from "../../domain/webhooks";
import { Part } from "../../ui/desk/Part";
import { useLoaded } from "../../ui/load";
import { Page, useSentence, useTitle } from "../Page";
import { useWords } from "../words";
import { Secret } from "./Secret";
import { WebhookForm } from "./WebhookForm";

interface Found {
  hooks: Webhook[];
  known: string[];
}

async function load(signal: AbortSignal): Promise<Found> {
  const [hooks, known] = await Promise.all([
    read<Webhook[]>("webhooks", {}, signal),
    read<string[]>("webhooks/verbs", {}, signal),
  ]);
  return { hooks, known };
}

/** Programs that are told of what happens; each has a page with what it was told. */
export function WebhooksPage() {
  const { t } = useWords();
  useTitle(t("webhooks"));
  const sentence = useSentence();
  const [trouble, setTrouble] = useState("");
  const [secret, setSecret] = useState("");
  const [loaded, again] = useLoaded("webhooks", load);
  const add = (wish: object) =>
    send<Webhook>("POST", "webhooks", wish).then(
      (made) => {
        setTrouble("");
        setSecret(made.secret ?? "");
        again();
        return true;
      },
      (problem: unknown) => {
        setTrouble(sentence(problem));
        return false;
      },
    );
  return (
    <>
      <h1>{t("webhooks")}</h1>
      <p class="lead">{t("webhooks.lead")}</p>
      <Page loaded={loaded} again={again}>
        {({ hooks, known }) => (
          <>
            <Part title={t("webhooks.all")} end={hooks.length > 0 && t("webhooks.n", { n: hooks.length })}>
              <Hooks hooks={hooks} all={known.length} />
            </Part>
            <Part title={t("webhook.new")}>
              <WebhookForm isNew known={known} act={t("webhooks.add")} keep={add} />
              <p role="alert">{trouble}</p>
              <Secret secret={secret} />
            </Part>
          </>
        )}
      </Page>
    </>
  );
}

function Hooks({ hooks, all }: { hooks: Webhook[]; all: number }) {
  const { t } = useWords();
  if (hooks.length === 0) return <p class="quiet empty">{t("webhooks.empty")}</p>;
  return (
    <ul class="todo">
      {hooks.map((hook) => {
        const n = chosenOf(hook);
        return (
          <li key={hook.id}>
            <a href={`/webhooks/${hook.id}`} dir="ltr" class="where-to">
              <code>{hook.url}</code>
            </a>
            <span class="quiet">{t(hook.is_active ? "webhooks.active" : "webhooks.paused")}</span>
            <span class="more">
              {n === null ? t("webhook.all") : t("webhook.told_some", { n, all })} · <Unsent hook={hook} />
            </span>
          </li>
        );
      })}
    </ul>
  );
}

/** What has not arrived: given up is said first, since nothing more happens by itself. */
function Unsent({ hook }: { hook: Webhook }) {
  const { t } = useWords();
  const said = [
    hook.failed > 0 && (
      <span key="failed" class="below">
        {t("webhook.n_failed", { n: hook.failed })}
      </span>
    ),
    hook.waiting > 0 && <span key="waiting">{t("webhook.n_waiting", { n: hook.waiting })}</span>,
  ].filter(Boolean);
  if (said.length === 0) return <span>{t("webhook.all_arrived")}</span>;
  return <>{said.flatMap((each, at) => (at ? [" · ", each] : [each]))}</>;
}
