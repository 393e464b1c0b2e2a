import { Sideways } from "../ui/desk/Sideways";

interface Props {
  readonly columns: readonly { readonly name: string; readonly word: string; readonly missing?: string }[];
  readonly headings: readonly string[];
  /** our column → their heading */
  readonly mapping: Readonly<Record<string, string>>;
  readonly sample: readonly (readonly string[])[];
  readonly words: { ours: string; theirs: string; none: string; row: (n: number) => string };
  readonly choose: (column: string, heading: string) => void;
}

/** Which heading of a spreadsheet is which of our columns, with the first rows as they came. */
export function HeadingsTable({ columns, headings, mapping, sample, words, choose }: Props) {
  return (
    <Sideways name={words.theirs}>
      <table class="mapping">
        <thead>
          <tr>
            <th scope="col">{words.ours}</th>
            <th scope="col">{words.theirs}</th>
            {sample.map((_, index) => (
              <th key={index} scope="col">
                {words.row(index + 1)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {columns.map(({ name, word, missing }) => (
            <tr key={name}>
              <th scope="row" class="light">
                {word} {missing && <strong class="below">{missing}</strong>}
              </th>
              <td>
                <select
                  aria-label={word}
                  value={mapping[name] ?? ""}
                  onChange={(event) => choose(name, event.currentTarget.value)}
                >
                  <option value="">{words.none}</option>
                  {headings.map((heading) => (
                    <option key={heading} value={heading}>
                      {heading}
                    </option>
                  ))}
                </select>
              </td>
              {sample.map((row, index) => (
                <td key={index} dir="auto" class="quiet">
                  {row[headings.indexOf(mapping[name] ?? "")] ?? ""}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </Sideways>
  );
}
