import type { Answer } from "../../domain/answers";
import type { Choice } from "../../domain/edition";
import { wordsIn } from "../visit/languages";
import { say } from "../words";
import { type ControlProps, described } from "./control";
import { Shown } from "./Shown";

/** How long, in letters, a label may be to stand beside another. */
const SHORT = 16;

/** How a list of choices is drawn: three or five marks on a line, two buttons, or rows. */
export function shapeOf(choices: readonly Choice[], labels: readonly string[]): "marks" | "two" | "rows" {
  const measured = choices.every((choice) => choice.surplus !== undefined);
  if (measured && (choices.length === 3 || choices.length === 5)) return "marks";
  const plain = choices.every((choice) => choice.image === undefined);
  return choices.length === 2 && plain && labels.every((label) => label.length <= SHORT) ? "two" : "rows";
}

const markClass = ({ surplus = 0 }: Choice): string =>
  `${surplus < 0 ? "is-below" : surplus > 0 ? "is-beyond" : "is-met"}${Math.abs(surplus) > 1 ? " is-far" : ""}`;

/** One of several. */
export function SelectOne(props: ControlProps) {
  const { choices, value, isRequired, isReadOnly } = props.asked;
  const labels = choices.map((choice) => wordsIn(choice.label, props.language, props.fallback));
  const shape = shapeOf(choices, labels);
  const outer = {
    marks: `expectation${choices.length === 5 ? " five" : ""}`,
    two: "choice two",
    rows: "choice",
  };
  return (
    <>
      <div class={outer[shape]}>
        {choices.map((choice, i) => (
          <label key={choice.name} class={shape === "marks" ? markClass(choice) : undefined}>
            <input
              {...described(props)}
              type="radio"
              name={props.id}
              value={choice.name}
              checked={value === choice.name}
              onChange={() => props.answer(choice.name)}
            />
            <span>
              <Shown image={choice.image} />
              {labels[i]}
            </span>
          </label>
        ))}
      </div>
      {!isRequired && !isReadOnly && value !== undefined && value !== "" && (
        <button type="button" class="act bare" onClick={() => props.answer(undefined)}>
          {say("choice.clear")}
        </button>
      )}
    </>
  );
}

const chosenIn = (value: Answer): ReadonlySet<string> =>
  new Set(Array.isArray(value) ? (value as readonly string[]) : []);

/** Any of several: chips where they are causes, else rows. Kept in the list's order. */
export function SelectMany(props: ControlProps) {
  const { choices, value } = props.asked;
  const chosen = chosenIn(value);
  const chips = choices.some((choice) => choice.cause !== undefined);
  const toggle = (name: string, on: boolean) =>
    props.change((now) => {
      const before = chosenIn(now);
      const names = choices.map((each) => each.name);
      const wanted = names.filter((each) => (each === name ? on : before.has(each)));
      return wanted.length ? wanted : undefined;
    });
  return (
    <div class={chips ? "chips" : "choice"}>
      {choices.map((choice) => (
        <label key={choice.name} class={chips ? "chip" : undefined}>
          <input
            {...described(props)}
            type="checkbox"
            value={choice.name}
            checked={chosen.has(choice.name)}
            onChange={(event) => toggle(choice.name, event.currentTarget.checked)}
          />
          <span>
            <Shown image={choice.image} />
            {wordsIn(choice.label, props.language, props.fallback)}
          </span>
        </label>
      ))}
    </div>
  );
}
