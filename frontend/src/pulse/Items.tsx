import { say } from "./words";

interface Props {
  asked: { items: string[]; least: number; most: number };
  marks: Readonly<Record<string, number>>;
  mark: (item: string, value: number) => void;
}

/** The five items, each with five marks between “not at all” and “entirely”. */
export function Items({ asked, marks, mark }: Props) {
  const values = Array.from({ length: asked.most - asked.least + 1 }, (_, index) => asked.least + index);
  return (
    <>
      {asked.items.map((item) => (
        <fieldset key={item} class="item">
          <legend>{say(`item.${item}`)}</legend>
          <div class="marks">
            {values.map((value) => (
              <label key={value}>
                <input
                  type="radio"
                  name={item}
                  value={value}
                  checked={marks[item] === value}
                  aria-label={nameOf(value, asked)}
                  onChange={() => mark(item, value)}
                />
                <span aria-hidden="true">{value}</span>
              </label>
            ))}
          </div>
          <p class="ends" aria-hidden="true">
            <span>{say("least")}</span>
            <span>{say("most")}</span>
          </p>
        </fieldset>
      ))}
    </>
  );
}

/** What a mark is called: the ends have words. */
function nameOf(value: number, { least, most }: { least: number; most: number }): string {
  if (value === least) return `${value}, ${say("least")}`;
  return value === most ? `${value}, ${say("most")}` : String(value);
}
