import { useEffect, useState } from "preact/hooks";
import { hasPasskeys } from "../api/passkeys";
import { type SignedIn, signInByPasskey, type WaysIn, waysIn } from "../api/sign_in";
import type { Me } from "../domain/me";
import { AskCode } from "./AskCode";
import { Credentials } from "./Credentials";
import { House } from "./House";
import { say, words } from "./words";
import "./signin.css";

export interface AreaProps {
  readonly onIn: (me: Me) => void;
  /** somebody's work is on this phone: it is said that nothing of it is lost */
  readonly keepsWork: boolean;
}

export const loadWords = words.load;

/** What the page asks for: who she is, the code from her mail, or her second factor. */
type Step =
  | { readonly asks: "who" }
  | { readonly asks: "code" }
  | { readonly asks: "second"; ways: readonly string[] };

/** Signing in, one thing after the other, and in words what was wrong. */
export function Area({ onIn, keepsWork }: AreaProps) {
  const [step, setStep] = useState<Step>({ asks: "who" });
  const [wrong, setWrong] = useState(firstWrong);
  const [open, setOpen] = useState<WaysIn>({ code: false, house: null });
  useEffect(() => {
    document.title = `${say("title")} · ${say("app")}`;
    void waysIn().then(setOpen);
  }, []);
  const take = async (asked: Promise<SignedIn>) => {
    setWrong("");
    const answer = await asked;
    if (answer.is === "in") onIn(answer.me);
    else if (answer.is === "code") setStep({ asks: "code" });
    else if (answer.is === "second") setStep({ asks: "second", ways: answer.ways });
    else setWrong(say(answer.is));
  };
  return (
    <main class="sign-in">
      <h1>{say(step.asks === "who" ? "title" : step.asks)}</h1>
      {keepsWork && step.asks === "who" && <p class="quiet">{say("kept")}</p>}
      {step.asks === "who" ? (
        <Credentials wrong={wrong} mayCode={open.code} take={take} />
      ) : (
        <AskCode step={step} wrong={wrong} take={take} back={() => setStep({ asks: "who" })} />
      )}
      {step.asks === "who" && (hasPasskeys() || open.house) && (
        <p class="other-ways">
          {hasPasskeys() && (
            <button type="button" class="act" onClick={() => void take(signInByPasskey("login"))}>
              {say("passkey")}
            </button>
          )}
          {open.house && <House name={open.house} />}
        </p>
      )}
    </main>
  );
}

/** Whoever comes back from the house's sign-in without being known here is told so. */
const firstWrong = (): string =>
  new URLSearchParams(location.search).has("error") ? say("not_invited") : "";
