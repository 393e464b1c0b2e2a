import type { ComponentChildren } from "preact";
import { Sideways } from "../../ui/desk/Sideways";
import { useWords } from "../words";

interface Props {
  headings: string[];
  /** the first cell names the row */
  rows: { key: string; cells: ComponentChildren[] }[];
}

/** A picture's numbers, one tap away; on paper they stand open. */
export function AsTable({ headings, rows }: Props) {
  const { t } = useWords();
  return (
    <details class="as-table">
      <summary>{t("as_table")}</summary>
      <Sideways name={headings.join(", ")}>
        <table>
          <thead>
            <tr>
              {headings.map((heading, index) => (
                <th key={index} scope="col" class={index > 0 ? "num" : ""}>
                  {heading}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map(({ key, cells }) => (
              <tr key={key}>
                {cells.map((cell, index) =>
                  index === 0 ? (
                    <th key={index} scope="row" class="light">
                      {cell}
                    </th>
                  ) : (
                    <td key={index} class="num">
                      <bdi dir="ltr">{cell}</bdi>
                    </td>
                  ),
                )}
              </tr>
            ))}
          </tbody>
        </table>
      </Sideways>
    </details>
  );
}
