import { useState } from "preact/hooks";
import type { Assignment } from "../../domain/assignment";
import { isOnline } from "../../ui/online";
import { address, goFrom } from "../../ui/router";
import { Sure } from "../../ui/Sure";
import { dayAndClock } from "../../ui/times";
import { giveBack } from "../giveBack";
import { usePhone } from "../phone";
import { say } from "../words";

/** Until when a claimed visit is hers, and the way out of it while nothing has begun. Giving back needs a connection. */
export function GiveBack({ assignment }: { assignment: Assignment }) {
  const { check } = usePhone();
  const [asking, setAsking] = useState(false);
  const [hasFailed, setFailed] = useState(false);
  const { id, claim_until, store } = assignment;
  const away = async () => {
    const here = address.peek();
    setAsking(false);
    try {
      await giveBack(id);
    } catch {
      setFailed(true);
      return;
    }
    await check();
    goFrom(here, "/today", "replace");
  };
  const until = claim_until ? say("give.until", { when: dayAndClock(claim_until, store.timezone) }) : "";
  const trouble = hasFailed ? say("give.failed") : isOnline.value ? "" : say("give.offline");
  return (
    <>
      <p class="quiet" role="status">
        {[until, trouble].filter(Boolean).join(" ")}
      </p>
      <button type="button" class="act bare" disabled={!isOnline.value} onClick={() => setAsking(true)}>
        {say("give.back")}
      </button>
      {asking && (
        <Sure
          title={say("give.sure")}
          yes={say("give.back")}
          no={say("give.no")}
          onYes={() => void away()}
          onNo={() => setAsking(false)}
        >
          <p class="quiet">{say("give.why")}</p>
        </Sure>
      )}
    </>
  );
}
