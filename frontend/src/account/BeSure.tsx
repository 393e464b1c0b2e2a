import { useState } from "preact/hooks";
import { Sure } from "../ui/Sure";
import { beSure, Trouble } from "./api";
import { say } from "./words";

interface Props {
  readonly hasPassword: boolean;
  readonly onSure: () => void;
  readonly onNo: () => void;
}

const FIELD = { id: "said", class: "line-in", dir: "ltr" as const };

/** Asks once more who it is, before anything about signing in changes. */
export function BeSure({ hasPassword, onSure, onNo }: Props) {
  const [said, setSaid] = useState("");
  const [wrong, setWrong] = useState("");
  const confirm = async () => {
    try {
      await beSure(said, hasPassword);
      onSure();
    } catch (problem) {
      setWrong(say(problem instanceof Trouble ? problem.word : "unreachable"));
    }
  };
  const typed = (event: { currentTarget: HTMLInputElement }) => setSaid(event.currentTarget.value);
  const word = hasPassword ? "password.now" : "code";
  return (
    <Sure
      title={say("sure")}
      yes={say("go_on")}
      no={say("cancel")}
      canGoOn={said !== ""}
      onYes={() => void confirm()}
      onNo={onNo}
    >
      <form
        onSubmit={(event) => {
          event.preventDefault();
          void confirm();
        }}
      >
        <label class="field" for="said">
          <span>{say(word)}</span>
          {hasPassword ? (
            <input {...FIELD} type="password" autocomplete="current-password" value={said} onInput={typed} />
          ) : (
            <input {...FIELD} type="text" autocomplete="one-time-code" value={said} onInput={typed} />
          )}
        </label>
        <p class="told" role="alert">
          {wrong}
        </p>
      </form>
    </Sure>
  );
}
