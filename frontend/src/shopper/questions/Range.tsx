import type { TargetedEvent } from "preact";
import { say } from "../words";
import { type ControlProps, described, named, textOf } from "./control";

const MOST_CELLS = 12;

/** The values of a range: from `start` to `end` by `step`, as XLSForm writes them. */
export function rangeOf(parameters: Readonly<Record<string, string>> | undefined): number[] {
  const { start, end, step } = { start: "0", end: "10", step: "1", ...parameters };
  const [from, to, by] = [Number(start), Number(end), Math.abs(Number(step)) || 1];
  const count = Math.floor(Math.abs(to - from) / by + 1e-9) + 1;
  const way = to < from ? -1 : 1;
  return Array.from({ length: count }, (_, i) => Number((from + way * by * i).toFixed(10)));
}

/** A range: one cell for each value where there are few, else a slider that stands empty until touched. */
export function Range(props: ControlProps) {
  const values = rangeOf(props.node.parameters);
  if (values.length > MOST_CELLS) return <Slider {...props} values={values} />;
  return (
    <div class="scale">
      {values.map((value) => (
        <label key={value}>
          <input
            {...described(props)}
            type="radio"
            name={props.id}
            value={value}
            checked={props.asked.value === value}
            onChange={() => props.answer(value)}
          />
          {value}
        </label>
      ))}
    </div>
  );
}

function Slider({ values, ...props }: ControlProps & { values: readonly number[] }) {
  const at = values.indexOf(Number(textOf(props.asked.value) || Number.NaN));
  const [low, high] = [values[0] ?? 0, values.at(-1) ?? 0];
  const choose = ({ currentTarget }: TargetedEvent<HTMLInputElement>) =>
    void props.answer(values[Number(currentTarget.value)]);
  return (
    <div class="slider">
      <input
        {...named(props)}
        type="range"
        min={0}
        max={values.length - 1}
        step={1}
        value={at < 0 ? Math.floor(values.length / 2) : at}
        aria-valuetext={at < 0 ? say("number.none") : String(values[at])}
        onChange={choose}
        // it stands in its middle before it is touched: a tap there, or Enter, changes nothing that a browser would tell
        onClick={at < 0 ? choose : undefined}
        onKeyDown={(event) => {
          if (at >= 0 || (event.key !== "Enter" && event.key !== " ")) return;
          event.preventDefault();
          choose(event);
        }}
      />
      <output for={props.id}>{at < 0 ? "–" : values[at]}</output>
      <span class="quiet small">
        {low} – {high}
      </span>
    </div>
  );
}
