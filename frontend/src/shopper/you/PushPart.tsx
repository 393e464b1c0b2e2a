import { useEffect, useState } from "preact/hooks";
import { isOnline } from "../../ui/online";
import { type PushState, pushState } from "../../ui/push";
import { tell } from "../offers/words";
import { pushTurned, turnPushOff, turnPushOn } from "./asking";

/** Whether this phone may be woken, by her own tap alone; what it shows then tells nobody anything. */
export function PushPart() {
  const [state, setState] = useState<PushState | null>(null);
  const [hasFailed, setFailed] = useState(false);
  const turned = pushTurned.value;
  useEffect(() => void pushState().then(setState), [turned]);
  const turn = async (work: () => Promise<void>) => {
    setFailed(false);
    await work().catch(() => setFailed(true));
    setState(await pushState());
  };
  if (state === null) return null;
  return (
    <section aria-labelledby="push">
      <h2 class="label" id="push">
        {tell("push")}
      </h2>
      <p class="quiet" role="status">
        {tell(hasFailed ? "push.failed" : `push.${state}`)}
      </p>
      {state === "off" && (
        <button
          type="button"
          class="act"
          disabled={!isOnline.value}
          onClick={() => void turn(() => turnPushOn(tell("consent.push.words")))}
        >
          {tell("push.turn_on")}
        </button>
      )}
      {state === "on" && (
        <button type="button" class="act" disabled={!isOnline.value} onClick={() => void turn(turnPushOff)}>
          {tell("push.turn_off")}
        </button>
      )}
    </section>
  );
}
