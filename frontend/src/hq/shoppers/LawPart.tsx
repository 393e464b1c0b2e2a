import { useState } from "preact/hooks";
import { address, send } from "../../api/asking";
import type { Shopper } from "../../domain/shopper";
import { Part } from "../../ui/desk/Part";
import { goFrom } from "../../ui/router";
import { Sure } from "../../ui/Sure";
import { useSentence } from "../Page";
import { useWords } from "../words";

/** Her rights: all that is kept about her handed out, or erased. */
export function LawPart({ shopper }: { shopper: Shopper }) {
  const { t } = useWords();
  const [asking, setAsking] = useState(false);
  return (
    <Part title={t("law")}>
      <p class="quiet empty">{t("law.lead")}</p>
      <p class="acts">
        <a class="act" href={address(`shoppers/${shopper.id}/everything`)} download>
          {t("law.everything")}
        </a>
        <button type="button" class="act" onClick={() => setAsking(true)}>
          {t("law.erase")}
        </button>
      </p>
      {asking && <Erasing shopper={shopper} close={() => setAsking(false)} />}
    </Part>
  );
}

/** Erasing can't be undone: her alias is typed first. */
function Erasing({ shopper, close }: { shopper: Shopper; close: () => void }) {
  const { t } = useWords();
  const sentence = useSentence();
  const [typed, setTyped] = useState("");
  const [trouble, setTrouble] = useState("");
  const erase = () =>
    void send("POST", `shoppers/${shopper.id}/erase`, { really: typed }).then(
      () => goFrom(`/shoppers/${shopper.id}`, "/shoppers", "replace"),
      (problem: unknown) => setTrouble(sentence(problem)),
    );
  return (
    <Sure
      title={t("law.erase_whom", { name: shopper.name })}
      yes={t("law.erase")}
      no={t("cancel")}
      canGoOn={typed === shopper.alias}
      onYes={erase}
      onNo={close}
    >
      <p>{t("law.erase_means")}</p>
      <label>
        {t("law.type_alias", { alias: shopper.alias })}
        <input
          class="line-in"
          value={typed}
          onInput={(event) => setTyped(event.currentTarget.value.trim())}
        />
      </label>
      <p role="alert">{trouble}</p>
    </Sure>
  );
}
