import { useState } from "preact/hooks";
import { momentNow } from "../../domain/moment";
import { handOver, rescueName } from "../parts/hand_over";
import { useTitle } from "../parts/title";
import { Heading, Way } from "../parts/Way";
import { usePhone } from "../phone";
import { say } from "../words";

/** A draft that the disk does not give back: to be tried again, and everything unsent saved elsewhere. */
export function UnreadPage() {
  const { store } = usePhone();
  const [trouble, setTrouble] = useState("");
  useTitle(say("unread.title"));
  const rescue = async () => {
    setTrouble("");
    try {
      await handOver(await store.rescue(momentNow()), rescueName(new Date()));
    } catch {
      setTrouble(say("unread.no_rescue"));
    }
  };
  return (
    <>
      <Way title={say("visit.any")} back="/visits" isPlain />
      <main>
        <Heading words={say("unread.title")} className="page" />
        <p class="brief-words">{say("unread.why")}</p>
        <div class="stack">
          <button type="button" class="act first" onClick={() => location.reload()}>
            {say("broken.again")}
          </button>
          <button type="button" class="act" onClick={() => void rescue()}>
            {say("stuck.rescue")}
          </button>
        </div>
        <p role="alert">{trouble}</p>
      </main>
    </>
  );
}
