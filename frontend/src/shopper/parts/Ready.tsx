import { Mark } from "../../ui/Mark";
import { bytesWords, clock } from "../../ui/times";
import { type Key, say } from "../words";
import { lacking, type Readiness } from "./ready";

export interface ReadyProps {
  readonly ready: Readiness;
  readonly languages: readonly string[];
  readonly edition: string;
  readonly free: number | null;
  readonly heard: number | null;
  /** asks the browser to keep what is here */
  readonly onPersist: () => void;
}

/** "Ready offline" as a fact with its reasons; where one is lacking, that one is said instead. */
export function Ready(props: ReadyProps) {
  const { ready, heard } = props;
  const lacks = lacking(ready);
  return (
    <details class={lacks ? "ready lacks" : "ready"}>
      <summary>
        <Mark name={lacks ? "wait" : "tick"} />
        <span>{say(lacks ? `ready.lacks_${lacks}` : "ready.yes")}</span>
        {!lacks && heard !== null && <span class="how">{say("ready.checked", { time: clock(heard) })}</span>}
      </summary>
      <dl class="facts">
        <Fact name="ready.brief" is={ready.brief} yes={say("ready.here")} />
        <Fact
          name="ready.edition"
          is={ready.edition}
          yes={say("ready.whole", { mark: props.edition.slice(0, 8) })}
        />
        <Fact name="ready.languages" is={ready.edition} yes={props.languages.join(", ")} />
        <Fact name="ready.app" is={ready.app} yes={say("ready.kept")} />
        <Fact
          name="ready.storage"
          is={ready.persisted}
          yes={say("ready.persisted")}
          no={say("ready.not_persisted")}
        />
        {props.free !== null && (
          <Fact name="ready.free" is={ready.roomy} yes={bytesWords(props.free)} no={bytesWords(props.free)} />
        )}
      </dl>
      {!ready.persisted && (
        <div>
          <p class="quiet small">{say("ready.persist_why")}</p>
          <button type="button" class="act bare" onClick={props.onPersist}>
            {say("ready.persist")}
          </button>
        </div>
      )}
    </details>
  );
}

function Fact({ name, is, yes, no }: { name: Key; is: boolean; yes: string; no?: string }) {
  return (
    <>
      <dt>{say(name)}</dt>
      <dd class={is ? undefined : "lacking"}>{is ? yes : (no ?? say("ready.not_yet"))}</dd>
    </>
  );
}
