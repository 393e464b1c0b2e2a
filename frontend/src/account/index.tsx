import { useEffect, useState } from "preact/hooks";
import { isSignedOut } from "../api/session";
import { Waiting } from "../ui/desk/Waiting";
import { useLoaded } from "../ui/load";
import { go } from "../ui/router";
import { type Account, NotSure, readAccount, Trouble } from "./api";
import { BeSure } from "./BeSure";
import { Factors } from "./Factors";
import { Password } from "./Password";
import { Sessions } from "./Sessions";
import { Tokens } from "./Tokens";
import { say, words } from "./words";
import "../ui/desk/desk.css";
import "./account.css";

export const loadWords = words.load;

/** What a part of the page does: it may need her to say first that it is she. Whether it was done in the end. */
export type Run = (act: () => Promise<unknown>) => Promise<boolean>;

/** An act that waits until she has said that it is she. */
interface Waits {
  readonly act: () => Promise<unknown>;
  readonly end: (done: boolean) => void;
}

const sentence = (problem: unknown): string => say(problem instanceof Trouble ? problem.word : "unreachable");

/** Her own account: how she comes in, and where she is signed in. */
export function Area({ leave }: { readonly leave: () => void }) {
  const [loaded, again] = useLoaded("account", readAccount);
  const isOut = loaded.state === "failed" && isSignedOut(loaded.problem);
  useEffect(() => {
    document.title = `${say("title")} · ${say("app")}`;
  }, []);
  useEffect(() => {
    if (!isOut) return;
    leave();
    go("/sign-in?to=/account", "replace");
  }, [isOut, leave]);
  if (isOut) return null;
  const said = {
    loading: say("loading"),
    failed: say("unreachable"),
    offline: say("unreachable"),
    unopened: say("unreachable"),
    again: say("again"),
  };
  return (
    <main class="account">
      <a class="back" href="/">
        {say("back")}
      </a>
      <h1>{say("title")}</h1>
      <Waiting loaded={loaded} again={again} words={said} sentenceOf={sentence}>
        {(account) => <Parts account={account} again={again} />}
      </Waiting>
    </main>
  );
}

function Parts({ account, again }: { readonly account: Account; readonly again: () => void }) {
  const [told, setTold] = useState("");
  const [waiting, setWaiting] = useState<Waits | null>(null);
  const run: Run = async (act) => {
    setTold("");
    try {
      await act();
      again();
      return true;
    } catch (problem) {
      if (problem instanceof NotSure) return new Promise((end) => setWaiting({ act, end }));
      setTold(sentence(problem));
      return false;
    }
  };
  const isNeeded = account.me.second_factor_needed ?? false;
  return (
    <>
      <p class="quiet">
        {account.me.name}, <span dir="ltr">{account.me.email}</span>
      </p>
      {isNeeded && (
        <p class="banner asks" role="status">
          {say("needed")}
        </p>
      )}
      <p class="told" role="alert">
        {told}
      </p>
      <Factors account={account} run={run} />
      <Password account={account} run={run} />
      <Sessions sessions={account.sessions} run={run} />
      {!isNeeded && !account.me.may.includes("shop") && <Tokens />}
      {waiting && (
        <BeSure
          hasPassword={account.hasPassword}
          onSure={() => {
            setWaiting(null);
            void run(waiting.act).then(waiting.end);
          }}
          onNo={() => {
            setWaiting(null);
            waiting.end(false);
          }}
        />
      )}
    </>
  );
}
