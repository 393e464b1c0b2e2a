import { useState } from "preact/hooks";
import { read, send } from "../../api/asking";
import { chosenOf, type Webhook } from "../../domain/webhooks";
import { useLoaded } from "../../ui/load";
import { goFrom } from "../../ui/router";
import { Sure } from "../../ui/Sure";
import { nearDay } from "../../ui/times";
import { Page, useSentence, useTitle } from "../Page";
import { useWords } from "../words";
import { DeliveriesPart } from "./DeliveriesPart";
import { Secret } from "./Secret";
import { WebhookForm } from "./WebhookForm";

type Found = [Webhook, string[]];

/** One program outside: what it is told of, and what became of every message. */
export function WebhookPage({ id }: { id: string }) {
  const [loaded, again] = useLoaded<Found>(id, (signal) =>
    Promise.all([read<Webhook>(`webhooks/${id}`, {}, signal), read<string[]>("webhooks/verbs", {}, signal)]),
  );
  return (
    <Page loaded={loaded} again={again}>
      {([hook, known]) => <OneWebhook hook={hook} known={known} again={again} />}
    </Page>
  );
}

const hostOf = (url: string): string => (URL.canParse(url) ? new URL(url).host : url);

function OneWebhook({ hook, known, again }: { hook: Webhook; known: string[]; again: () => void }) {
  const { t } = useWords();
  useTitle(hostOf(hook.url));
  const sentence = useSentence();
  const [trouble, setTrouble] = useState("");
  const [secret, setSecret] = useState("");
  const [turn, setTurn] = useState(0);
  const act = (asked: Promise<Webhook | undefined>) =>
    asked.then(
      (answer) => {
        setTrouble("");
        if (answer?.secret) setSecret(answer.secret);
        setTurn((count) => count + 1);
        again();
        return true;
      },
      (problem: unknown) => {
        setTrouble(sentence(problem));
        return false;
      },
    );
  const n = chosenOf(hook);
  return (
    <>
      <p class="over-title">
        <a href="/webhooks">{t("webhooks.all")}</a>
      </p>
      <h1>
        <bdi dir="ltr">{hostOf(hook.url)}</bdi>
      </h1>
      <p class="lead">
        <code dir="ltr">{hook.url}</code> · {t(hook.is_active ? "webhooks.active" : "webhooks.paused")} ·{" "}
        {t("webhook.since", { day: nearDay(hook.made_at, Date.now()) })}
      </p>
      <HookActs hook={hook} act={act} />
      <p role="alert">{trouble}</p>
      <Secret secret={secret} />
      <details class="part rules">
        <summary>
          <h2>{t("webhook.told_of")}</h2>
          <span class="quiet">
            {n === null ? t("webhook.all") : t("webhook.told_some", { n, all: known.length })}
          </span>
        </summary>
        <WebhookForm
          key={hook.verbs.join()}
          known={known}
          verbs={hook.verbs}
          act={t("webhook.keep")}
          keep={(wish) => act(send("PATCH", `webhooks/${hook.id}`, wish))}
        />
      </details>
      <DeliveriesPart hook={hook.id} turn={turn} />
    </>
  );
}

interface ActsProps {
  hook: Webhook;
  act: (asked: Promise<Webhook | undefined>) => Promise<boolean>;
}

type Asking = "" | "secret" | "remove";

/** What is done to it at once, and what is asked about first: nothing here can be taken back by itself. */
function HookActs({ hook, act }: ActsProps) {
  const { t } = useWords();
  const [asking, setAsking] = useState<Asking>("");
  const path = `webhooks/${hook.id}`;
  const remove = () =>
    void act(send<undefined>("DELETE", path)).then((done) =>
      done ? goFrom(`/${path}`, "/webhooks", "replace") : setAsking(""),
    );
  const renew = () => void act(send<Webhook>("PATCH", path, { new_secret: true })).then(() => setAsking(""));
  return (
    <div class="acts">
      <button type="button" class="act small" onClick={() => void act(send("POST", `${path}/test`, {}))}>
        {t("webhooks.test")}
      </button>
      <button
        type="button"
        class="act small"
        onClick={() => void act(send("PATCH", path, { is_active: !hook.is_active }))}
      >
        {t(hook.is_active ? "webhooks.pause" : "webhooks.go_on")}
      </button>
      <button type="button" class="link" onClick={() => setAsking("secret")}>
        {t("webhook.new_secret")}
      </button>
      <button type="button" class="link" onClick={() => setAsking("remove")}>
        {t("webhooks.remove")}
      </button>
      {asking && (
        <Sure
          title={t(asking === "remove" ? "webhooks.remove" : "webhook.new_secret")}
          yes={t(asking === "remove" ? "webhooks.remove" : "webhook.new_secret")}
          no={t("cancel")}
          onYes={asking === "remove" ? remove : renew}
          onNo={() => setAsking("")}
        >
          <p>{t(asking === "remove" ? "webhook.remove_means" : "webhook.new_secret_means")}</p>
        </Sure>
      )}
    </div>
  );
}
