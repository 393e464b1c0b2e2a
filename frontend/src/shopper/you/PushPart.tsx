import { useEffect, useState } from "preact/hooks";
import { read, send } from "../../api/desk";
import { isOnline } from "../../ui/online";
import { type PushState, pushState, subscribe, unsubscribe } from "../../ui/push";
import { tell } from "../offers/words";

/** Whether this phone may be woken, by her own tap alone; what it shows then tells nobody anything. */
export function PushPart() {
  const [state, setState] = useState<PushState | null>(null);
  const [hasFailed, setFailed] = useState(false);
  useEffect(() => void pushState().then(setState), []);
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
        <button type="button" class="act" disabled={!isOnline.value} onClick={() => void turn(turnOn)}>
          {tell("push.turn_on")}
        </button>
      )}
      {state === "on" && (
        <button type="button" class="act" disabled={!isOnline.value} onClick={() => void turn(turnOff)}>
          {tell("push.turn_off")}
        </button>
      )}
    </section>
  );
}

async function turnOn(): Promise<void> {
  const { key } = await read<{ key: string }>("push-key");
  const made = await subscribe(key);
  if (!made) return;
  await send("POST", "me/pushes", { endpoint: made.endpoint, keys: made.keys });
  await send("POST", "me/consents", { kind: "push", words: tell("consent.push.words") });
}

async function turnOff(): Promise<void> {
  const endpoint = await unsubscribe();
  if (endpoint) await send("DELETE", "me/pushes", { endpoint });
}
