import { useEffect, useRef, useState } from "preact/hooks";
import { type SignedIn, signIn } from "../api/sign_in";
import type { Me } from "../domain/me";
import { say, words } from "./words";
import "./signin.css";

export interface AreaProps {
  readonly onIn: (me: Me) => void;
  /** somebody's work is on this phone: it is said that nothing of it is lost */
  readonly keepsWork: boolean;
}

export const loadWords = words.load;

type State = Exclude<SignedIn["is"], "in"> | "still" | "going";

const PASSWORD = {
  class: "line-in",
  id: "password",
  name: "password",
  autocomplete: "current-password" as const,
  required: true,
  dir: "ltr" as const,
  "aria-describedby": "wrong",
};

/** Address and password, and in words what was wrong with them. */
export function Area({ onIn, keepsWork }: AreaProps) {
  const [state, setState] = useState<State>("still");
  const [isPlain, setPlain] = useState(false);
  const email = useRef<HTMLInputElement>(null);
  useEffect(() => {
    document.title = `${say("title")} · ${say("app")}`;
    email.current?.focus();
  }, []);
  const submit = async (event: SubmitEvent) => {
    event.preventDefault();
    const given = new FormData(event.currentTarget as HTMLFormElement);
    setState("going");
    const answer = await signIn(String(given.get("email")).trim(), String(given.get("password")));
    if (answer.is === "in") onIn(answer.me);
    else setState(answer.is);
  };
  const wrong = state !== "still" && state !== "going" ? say(state) : "";
  return (
    <main class="sign-in">
      <h1>{say("title")}</h1>
      {keepsWork && <p class="quiet">{say("kept")}</p>}
      <form onSubmit={(event) => void submit(event as unknown as SubmitEvent)}>
        <label class="field">
          <span>{say("email")}</span>
          <input
            ref={email}
            class="line-in"
            name="email"
            type="email"
            autocomplete="username"
            required
            dir="ltr"
            aria-describedby="wrong"
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
        <button type="submit" class="act first" aria-disabled={state === "going"}>
          {say(state === "going" ? "going" : "do")}
        </button>
      </form>
    </main>
  );
}
