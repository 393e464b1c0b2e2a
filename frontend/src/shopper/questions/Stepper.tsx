import { figures } from "../../domain/digits";
import { say } from "../words";
import { type ControlProps, named } from "./control";
import { useTyped } from "./Text";

const whole = (text: string): number | undefined | null => {
  const typed = figures(text);
  if (typed === "") return undefined;
  const number = Number(typed);
  return Number.isSafeInteger(number) ? number : null;
};

/** A whole number: one less, one more, or typed. The first touch of either sign begins at 0. */
export function Stepper(props: ControlProps) {
  const { text, typed, flush } = useTyped(props, whole);
  const step = (by: number) => props.change((now) => (typeof now === "number" ? now + by : Math.max(0, by)));
  return (
    <div class="stepper">
      <button
        type="button"
        aria-label={say("number.less")}
        disabled={props.asked.isReadOnly}
        onClick={() => step(-1)}
      >
        −
      </button>
      <input
        {...named(props)}
        type="text"
        inputMode="numeric"
        autocomplete="off"
        placeholder="–"
        value={text}
        onBlur={flush}
        onInput={(event) => typed(event.currentTarget.value)}
      />
      <button
        type="button"
        aria-label={say("number.more")}
        disabled={props.asked.isReadOnly}
        onClick={() => step(1)}
      >
        +
      </button>
    </div>
  );
}
