import { useState } from "preact/hooks";
import { momentNow } from "../../domain/moment";
import { address, goFrom } from "../../ui/router";
import { Sure } from "../../ui/Sure";
import { usePhone } from "../phone";
import { putDown } from "../visit/in_hand";
import { say } from "../words";
import { handOver, rescueName } from "./hand_over";

/** Deletes unsent work: by the person alone, after a typed word, and never without a rescue file. */
export function DeleteVisit({ visit }: { visit: string }) {
  const phone = usePhone();
  const [asking, setAsking] = useState(false);
  const [typed, setTyped] = useState("");
  const word = say("delete.word");
  const away = async () => {
    const here = address.peek();
    const rescue = await phone.store.rescue(momentNow(), visit);
    if (!(await handOver(rescue, rescueName(new Date())))) return setAsking(false);
    await phone.store.erase(visit);
    putDown();
    await phone.refresh();
    goFrom(here, "/visits", "replace");
  };
  return (
    <>
      <button type="button" class="act bare" onClick={() => setAsking(true)}>
        {say("delete.visit")}
      </button>
      {asking && (
        <Sure
          title={say("delete.title")}
          yes={say("delete.do")}
          no={say("delete.keep")}
          canGoOn={typed.trim().toLocaleLowerCase() === word.toLocaleLowerCase()}
          onYes={() => void away()}
          onNo={() => setAsking(false)}
        >
          <p class="quiet">{say("delete.why")}</p>
          <label class="field">
            <span>{say("delete.type", { word })}</span>
            <input
              class="line-in"
              value={typed}
              autocomplete="off"
              onInput={(event) => setTyped(event.currentTarget.value)}
            />
          </label>
        </Sure>
      )}
    </>
  );
}
