import type { ComponentChildren } from "preact";
import { useEffect } from "preact/hooks";
import type { Me } from "../../domain/me";
import type { Language } from "../language";
import { type Loaded, useLoaded } from "../load";
import { go } from "../router";
import { Frame } from "./Frame";

/** What every desk is given by the app around it. */
export interface DeskProps {
  turnTo: (code: Language) => void;
  /** ends the session and forgets on this device who was here */
  leave: () => void;
}

interface Props extends DeskProps {
  readMe: (signal: AbortSignal) => Promise<Me>;
  isSignedOut: (problem: unknown) => boolean;
  /** shows waiting and failing in the area's words */
  waiting: (
    loaded: Loaded<Me>,
    again: () => void,
    children: (me: Me) => ComponentChildren,
  ) => ComponentChildren;
  children: (me: Me) => ComponentChildren;
}

/** A desk: who is signed in, then the frame with the page in it. */
export function DeskArea(props: Props) {
  const { leave } = props;
  const [loaded, again] = useLoaded("me", props.readMe);
  const isOut = loaded.state === "failed" && props.isSignedOut(loaded.problem);
  useEffect(() => {
    if (!isOut) return;
    const here = location.pathname + location.search;
    leave();
    go(`/sign-in?to=${encodeURIComponent(here)}`, "replace");
  }, [isOut, leave]);
  const isHeld = loaded.value?.second_factor_needed ?? false;
  useEffect(() => {
    if (isHeld) go("/account", "replace");
  }, [isHeld]);
  if (isOut || isHeld) return null;
  return (
    <>
      {props.waiting(loaded, again, (me) => (
        <Frame me={me} turnTo={props.turnTo} signOut={leave}>
          {props.children(me)}
        </Frame>
      ))}
    </>
  );
}
