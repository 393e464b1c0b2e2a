import { useEffect, useRef, useState } from "preact/hooks";
import { askForCode, type SignedIn, signIn } from "../api/sign_in";
import { say } from "./words";

interface Props {
  readonly wrong: string;
  /** the server can send codes by mail */
  readonly mayCode: boolean;
  readonly take: (asked: Promise<SignedIn>) => Promise<void>;
}

const PASSWORD = {
  class: "line-in",
  id: "password",
  name: "password",
  autocomplete: "current-password" as const,
  required: true,
  dir: "ltr" as const,
  "aria-describedby": "wrong",
};

/** Address and password; or the address alone, to which a code is sent. */
export function Credentials({ wrong, mayCode, take }: Props) {
  const [isGoing, setGoing] = useState(false);
  const [isPlain, setPlain] = useState(false);
  const email = useRef<HTMLInputElement>(null);
  useEffect(() => email.current?.focus(), []);
  const go = async (asked: Promise<SignedIn>) => {
    setGoing(true);
    await take(asked);
    setGoing(false);
  };
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    const given = new FormData(event.currentTarget as HTMLFormElement);
    void go(signIn(String(given.get("email")).trim(), String(given.get("password"))));
  };
  const code = () => email.current?.reportValidity() && void go(askForCode(email.current.value.trim()));
  return (
    <form onSubmit={(event) => submit(event as unknown as SubmitEvent)}>
      <label class="field">
        <span>{say("email")}</span>
        <input
          {...{ ref: email, class: "line-in", name: "email", type: "email" as const, required: true }}
          {...{ autocomplete: "username" as const, dir: "ltr" as const, "aria-describedby": "wrong" }}
        />
      </label>
      <label class="field" for="password">
        <span>{say("password")}</span>
        {isPlain ? <input {...PASSWORD} type="text" /> : <input {...PASSWORD} type="password" />}
      </label>
      <label class="shows-password">
        <input
          type="checkbox"
          checked={isPlain}
          onChange={(event) => setPlain(event.currentTarget.checked)}
        />
        {say("show")}
      </label>
      <p class="wrong" id="wrong" role="alert">
        {wrong}
      </p>
      <button type="submit" class="act first" aria-disabled={isGoing}>
        {say(isGoing ? "going" : "do")}
      </button>
      {mayCode && (
        <button type="button" class="act" onClick={code}>
          {say("send_code")}
        </button>
      )}
    </form>
  );
}
