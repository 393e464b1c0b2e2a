import { useState } from "preact/hooks";
import { useWords } from "../words";

/** A secret that is shown once, to be copied now; nothing where there is none to show. */
export function Secret({ secret }: { secret: string }) {
  const { t } = useWords();
  const [copied, setCopied] = useState("");
  if (!secret) return null;
  const copy = () => void navigator.clipboard?.writeText(secret).then(() => setCopied(secret));
  return (
    <div class="banner good" role="status">
      <p>
        {t("webhooks.secret")} <code dir="ltr">{secret}</code>
      </p>
      <p class="quiet">{t("webhook.signs")}</p>
      <p>
        <button type="button" class="link" onClick={copy}>
          {t(copied === secret ? "webhook.copied" : "webhook.copy")}
        </button>
      </p>
    </div>
  );
}
