import { useState } from "preact/hooks";
import { useLoaded } from "../../ui/load";
import { isOnline } from "../../ui/online";
import { Sure } from "../../ui/Sure";
import { longDay } from "../../ui/times";
import { tell } from "../offers/words";
import { askErasure, everything, readErasure, takeErasureBack } from "./asking";

/** All that is kept about her, in one file; and her wish that it be erased. */
export function MyDataPart() {
  const [asking, setAsking] = useState(false);
  const [hasFailed, setFailed] = useState(false);
  const [loaded, again] = useLoaded(`erasure ${isOnline.value}`, readErasure);
  const act = (work: Promise<unknown>) => {
    setAsking(false);
    work.then(
      () => {
        setFailed(false);
        again();
      },
      () => setFailed(true),
    );
  };
  const at = loaded.value?.asked_at ?? null;
  return (
    <section aria-labelledby="my-data">
      <h2 class="label" id="my-data">
        {tell("mine")}
      </h2>
      <p class="quiet" role="status">
        {told(at, hasFailed)}
      </p>
      <div class="stack">
        {isOnline.value && (
          <a class="act" href={everything()} download="everything.zip">
            {tell("mine.export")}
          </a>
        )}
        <button
          type="button"
          class="act"
          disabled={!isOnline.value || !loaded.value}
          onClick={() => (at ? act(takeErasureBack()) : setAsking(true))}
        >
          {tell(at ? "mine.stay" : "mine.erase")}
        </button>
      </div>
      {asking && (
        <Sure
          title={tell("mine.sure")}
          yes={tell("mine.erase")}
          no={tell("mine.no")}
          onYes={() => act(askErasure())}
          onNo={() => setAsking(false)}
        >
          <p class="quiet">{tell("mine.what_follows")}</p>
        </Sure>
      )}
    </section>
  );
}

function told(at: string | null, hasFailed: boolean): string {
  if (!isOnline.value) return tell("mine.offline");
  if (hasFailed) return tell("mine.failed");
  return at ? tell("mine.asked", { day: longDay(at) }) : tell("mine.lead");
}
