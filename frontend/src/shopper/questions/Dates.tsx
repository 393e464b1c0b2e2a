import { withOffset } from "../../domain/moment";
import { type ControlProps, named, textOf } from "./control";

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
