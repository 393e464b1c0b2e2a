import { useEffect, useRef } from "preact/hooks";
import { hasPasskeys } from "../api/passkeys";
import { confirmCode, confirmSecond, type SignedIn, signInByPasskey } from "../api/sign_in";
import { say } from "./words";

interface Props {
  readonly step: { readonly asks: "code" } | { readonly asks: "second"; readonly ways: readonly string[] };
  readonly wrong: string;
  readonly take: (asked: Promise<SignedIn>) => Promise<void>;
  readonly back: () => void;
}

/** The code from her mail, or her second factor. */
export function AskCode({ step, wrong, take, back }: Props) {
  const field = useRef<HTMLInputElement>(null);
  useEffect(() => field.current?.focus(), []);
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    const code = field.current?.value.trim() ?? "";
    void take(step.asks === "code" ? confirmCode(code) : confirmSecond(code));
  };
  const mayPasskey = step.asks === "second" && step.ways.includes("webauthn") && hasPasskeys();
  return (
    <form onSubmit={(event) => submit(event as unknown as SubmitEvent)}>
      <p class="quiet">{say(step.asks === "code" ? "code.lead" : "second.lead")}</p>
      <label class="field">
        <span>{say("code.field")}</span>
        <input
          {...{ ref: field, class: "line-in", name: "code", required: true, dir: "ltr" as const }}
          {...{ autocomplete: "one-time-code" as const, autocapitalize: "characters", spellcheck: false }}
          aria-describedby="wrong"
        />
      </label>
      <p class="wrong" id="wrong" role="alert">
        {wrong}
      </p>
      <button type="submit" class="act first">
        {say("do")}
      </button>
      {mayPasskey && (
        <button type="button" class="act" onClick={() => void take(signInByPasskey("authenticate"))}>
          {say("passkey")}
        </button>
      )}
      <button type="button" class="act" onClick={back}>
        {say("back")}
      </button>
    </form>
  );
}
