import { useState } from "preact/hooks";
import { read, send } from "../../api/asking";
import type { Webhook } from "../../domain/office";
import { Part } from "../../ui/desk/Part";
import { useLoaded } from "../../ui/load";
import { Page, useSentence, useTitle } from "../Page";
import { useWords } from "../words";

type Found = Webhook[] | { results: Webhook[] };

/** Programs that are told of what happens, signed with a secret that is shown once. */
export function WebhooksPage() {
  const { t } = useWords();
  useTitle(t("webhooks"));
  const sentence = useSentence();
  const [told, setTold] = useState("");
  const [secret, setSecret] = useState("");
  const [loaded, again] = useLoaded("webhooks", (signal) => read<Found>("webhooks", {}, signal));
  const run = <T,>(asked: Promise<T>, then?: (answer: T) => void) =>
    void asked.then(
      (answer) => {
        setTold("");
        then?.(answer);
        again();
      },
      (problem: unknown) => setTold(sentence(problem)),
    );
  const add = (event: SubmitEvent) => {
    event.preventDefault();
    const form = event.currentTarget as HTMLFormElement;
    const url = String(new FormData(form).get("url"));
    run(send<Webhook>("POST", "webhooks", { url, verbs: [] }), (made) => {
      setSecret(made.secret ?? "");
      form.reset();
    });
  };
  return (
    <>
      <h1>{t("webhooks")}</h1>
      <p class="lead">{t("webhooks.lead")}</p>
      <form class="ask wave-form" onSubmit={add}>
        <label class="line-of">
          <span class="quiet">{t("webhooks.url")}</span>
          <input class="field" name="url" type="url" required placeholder="https://" />
        </label>
        <p class="acts">
          <button type="submit" class="act first">
            {t("webhooks.add")}
          </button>
          <span role="alert">{told}</span>
        </p>
      </form>
      {secret && (
        <p class="banner good" role="status">
          {t("webhooks.secret")} <code>{secret}</code>
        </p>
      )}
      <Part title={t("webhooks.all")}>
        <Page loaded={loaded} again={again}>
          {(found) => {
            const hooks = Array.isArray(found) ? found : found.results;
            if (hooks.length === 0) return <p class="quiet empty">{t("webhooks.empty")}</p>;
            return (
              <ul class="todo">
                {hooks.map((hook) => (
                  <li key={hook.id}>
                    <code>{hook.url}</code>
                    <span class="quiet">{t(hook.is_active ? "webhooks.active" : "webhooks.paused")}</span>
                    <span class="more acts">
                      <button
                        type="button"
                        class="link"
                        onClick={() => run(send("POST", `webhooks/${hook.id}/test`, {}))}
                      >
                        {t("webhooks.test")}
                      </button>
                      <button
                        type="button"
                        class="link"
                        onClick={() =>
                          run(send("PATCH", `webhooks/${hook.id}`, { is_active: !hook.is_active }))
                        }
                      >
                        {t(hook.is_active ? "webhooks.pause" : "webhooks.go_on")}
                      </button>
                      <button
                        type="button"
                        class="link"
                        onClick={() => run(send("DELETE", `webhooks/${hook.id}`))}
                      >
                        {t("webhooks.remove")}
                      </button>
                    </span>
                  </li>
                ))}
              </ul>
            );
          }}
        </Page>
      </Part>
    </>
  );
}
