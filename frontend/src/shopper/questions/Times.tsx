import { useState } from "preact/hooks";
import { momentNow, withOffset } from "../../domain/moment";
import { clockToSecond, dayKey, longDay } from "../../ui/times";
import { say } from "../words";
import { type ControlProps, described, named, textOf } from "./control";

export function DateOnly(props: ControlProps) {
  return (
    <input
      {...named(props)}
      class="line-in"
      type="date"
      value={textOf(props.asked.value)}
      onChange={(event) => props.answer(event.currentTarget.value || undefined)}
    />
  );
}

/** `15:04` as the contract writes a time: to the second. */
const toSecond = (time: string): string | undefined =>
  time ? (time.length === 5 ? `${time}:00` : time.slice(0, 8)) : undefined;

export function TimeOnly(props: ControlProps) {
  return (
    <input
      {...named(props)}
      class="line-in"
      type="time"
      value={textOf(props.asked.value)}
      onChange={(event) => props.answer(toSecond(event.currentTarget.value))}
    />
  );
}

/** A moment as `<input type="datetime-local">` writes it, in the phone's zone. */
export function localOf(at: string): string {
  const wall = Date.parse(at);
  return Number.isNaN(wall) ? "" : withOffset(wall, -new Date(wall).getTimezoneOffset()).slice(0, 19);
}

/** The other way round: local words of the phone's zone as RFC 3339. */
export function momentOf(local: string): string | undefined {
  const wall = new Date(local);
  return Number.isNaN(wall.getTime()) ? undefined : withOffset(wall.getTime(), -wall.getTimezoneOffset());
}

export function DateAndTime(props: ControlProps) {
  return (
    <input
      {...named(props)}
      class="line-in"
      type="datetime-local"
      step={1}
      value={localOf(textOf(props.asked.value))}
      onChange={(event) => props.answer(momentOf(event.currentTarget.value))}
    />
  );
}

/** A tap stamps the moment; it can be corrected by hand, and "did not happen" is an answer. */
export function Tap(props: ControlProps) {
  const [correcting, setCorrecting] = useState(false);
  const { value, isReadOnly } = props.asked;
  const never = typeof value === "object" && value !== null && "did_not_happen" in value;
  if (correcting && !isReadOnly)
    return (
      <>
        <DateAndTime {...props} asked={{ ...props.asked, value: never ? undefined : value }} />
        <div class="two-acts">
          <button type="button" class="act short" onClick={() => setCorrecting(false)}>
            {say("tap.done")}
          </button>
          <button
            type="button"
            class="act bare"
            onClick={() => {
              props.answer({ did_not_happen: true });
              setCorrecting(false);
            }}
          >
            {say("tap.never")}
          </button>
        </div>
      </>
    );
  if (never || (typeof value === "string" && value !== ""))
    return (
      <Given
        at={never ? null : String(value)}
        canCorrect={!isReadOnly}
        onCorrect={() => setCorrecting(true)}
      />
    );
  return (
    <div class="two-acts">
      <button
        {...described(props)}
        type="button"
        id={props.id}
        class="act"
        onClick={() => props.answer(momentNow().at)}
      >
        {say("tap.now")}
      </button>
      <button
        type="button"
        class="act bare"
        disabled={isReadOnly}
        onClick={() => props.answer({ did_not_happen: true })}
      >
        {say("tap.never")}
      </button>
    </div>
  );
}

function Given({
  at,
  canCorrect,
  onCorrect,
}: {
  at: string | null;
  canCorrect: boolean;
  onCorrect: () => void;
}) {
  const another = at !== null && dayKey(at) !== dayKey(Date.now());
  return (
    <div class="given">
      {at === null ? (
        <span>{say("tap.never")}</span>
      ) : (
        <time dateTime={at}>
          <bdi>{clockToSecond(at)}</bdi>
        </time>
      )}
      {canCorrect && (
        <button type="button" class="act bare" onClick={onCorrect}>
          {say("tap.correct")}
        </button>
      )}
      {another && <span class="quiet">{longDay(at)}</span>}
    </div>
  );
}
