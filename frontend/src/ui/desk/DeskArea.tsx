import type { ComponentChildren } from "preact";
import { useEffect, useState } from "preact/hooks";
import type { Me } from "../../domain/me";
import { keepLanguage, type Language, language, speak } from "../language";
import { go } from "../router";
import { Frame } from "./Frame";
import { type Loaded, useLoaded } from "./load";
import { frameWords } from "./words";

interface Props {
  /** loads the area's own words */
  loadWords: (code: Language) => Promise<void>;
  readMe: (signal: AbortSignal) => Promise<Me>;
  isSignedOut: (problem: unknown) => boolean;
  endSession: () => Promise<void>;
  /** shows waiting and failing in the area's words */
  waiting: (
    loaded: Loaded<Me>,
    again: () => void,
    children: (me: Me) => ComponentChildren,
  ) => ComponentChildren;
  children: (me: Me) => ComponentChildren;
}

/** A desk: its words first, then who is signed in, then the frame with the page in it. */
export function DeskArea(props: Props) {
  const [spoken, setSpoken] = useState(false);
  const turnTo = async (code: Language) => {
    await Promise.all([props.loadWords(code), frameWords.load(code)]);
    keepLanguage(code);
    speak(code);
  };
  useEffect(() => {
    void turnTo(language.value).then(() => setSpoken(true));
  }, []);
  return spoken ? <Desk {...props} turnTo={(code) => void turnTo(code)} /> : null;
}

function Desk(props: Props & { turnTo: (code: Language) => void }) {
  const [loaded, again] = useLoaded("me", props.readMe);
  const isOut = loaded.state === "failed" && props.isSignedOut(loaded.problem);
  useEffect(() => {
    if (isOut) go(`/sign-in?to=${encodeURIComponent(location.pathname + location.search)}`, "replace");
  }, [isOut]);
  if (isOut) return null;
  const signOut = () => void props.endSession().then(() => location.assign("/sign-in"));
  return (
    <>
      {props.waiting(loaded, again, (me) => (
        <Frame me={me} turnTo={props.turnTo} signOut={signOut}>
          {props.children(me)}
        </Frame>
      ))}
    </>
  );
}
