import type { Standing } from "../../domain/parcel";
import { Mark, type MarkName } from "../../ui/Mark";
import { clock, dayKey, nearDay } from "../../ui/times";
import { type Key, say } from "../words";

/** When something was received, as one says it: the clock today, the day with its clock before. */
export function receivedAt(at: string | number): string {
  const now = Date.now();
  const time = clock(at);
  return dayKey(at) === dayKey(now) ? time : `${nearDay(at, now)}, ${time}`;
}

/** The plain words of a standing. */
export function standingWords(standing: Standing): string {
  switch (standing.is) {
    case "received":
      return say("state.received", { time: receivedAt(standing.at) });
    case "sending":
      return say("state.sending", { done: standing.done, of: standing.of });
    case "parked":
      return say(standing.why === "conflict" ? "state.conflict" : "state.refused");
    case "held":
      return say(standing.why === "withdrawn" ? "state.withdrawn" : "state.held");
    case "on_this_phone":
      return say("state.here");
  }
}

const MARKS: Readonly<Record<Standing["is"], MarkName>> = {
  ...{ received: "tick", sending: "up", parked: "stop", held: "wait", on_this_phone: "ring" },
};
const CLASSES: Readonly<Partial<Record<Standing["is"], string>>> = { received: " received", parked: " asks" };

const pauseKey = (standing: Standing): Key | null => {
  if (standing.is !== "on_this_phone" && standing.is !== "sending") return null;
  if (standing.paused === null) return null;
  return standing.paused === "signed_out" ? "state.signed_out" : "state.too_old";
};

/** One of the plain states of a sealed visit, said again when it changes. */
export function StateLine({ standing }: { standing: Standing }) {
  const paused = pauseKey(standing);
  return (
    <span class={`state${CLASSES[standing.is] ?? ""}`}>
      <Mark name={MARKS[standing.is]} />
      <span role="status">
        {standingWords(standing)}
        {paused && ` ${say(paused)}`}
      </span>
      {standing.is === "sending" && (
        <progress
          max={standing.of}
          value={standing.done}
          aria-label={say("state.sent_of", { done: standing.done, of: standing.of })}
        />
      )}
    </span>
  );
}
