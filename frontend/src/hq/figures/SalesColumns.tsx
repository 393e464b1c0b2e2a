import { SALES_COLUMNS, type SalesMapping } from "../../domain/told";
import { useWords } from "../words";

interface Props {
  known: SalesMapping;
  sample: string[][];
  map: (mapping: Record<string, string>) => void;
}

/** Which heading is which, with the first rows as they came. */
export function SalesColumns({ known, sample, map }: Props) {
  const { t } = useWords();
  const { headings, mapping, missing } = known;
  const choose = (column: string, heading: string) => {
    const rest = Object.entries(mapping).filter(([name]) => name !== column);
    map(Object.fromEntries([...rest, ...(heading ? [[column, heading] as const] : [])]));
  };
  return (
    <div class="scroll">
      <table class="mapping">
        <thead>
          <tr>
            <th scope="col">{t("sales.ours")}</th>
            <th scope="col">{t("sales.theirs")}</th>
            {sample.map((_, index) => (
              <th key={index} scope="col">
                {t("sales.sample", { n: index + 1 })}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {SALES_COLUMNS.map((column) => (
            <tr key={column}>
              <th scope="row" class="light">
                {t(`sales.column.${column}`)}{" "}
                {missing.includes(column) && <strong class="below">{t("sales.missing")}</strong>}
              </th>
              <td>
                <select
                  aria-label={t(`sales.column.${column}`)}
                  value={mapping[column] ?? ""}
                  onChange={(event) => choose(column, event.currentTarget.value)}
                >
                  <option value="">{t("sales.none")}</option>
                  {headings.map((heading) => (
                    <option key={heading} value={heading}>
                      {heading}
                    </option>
                  ))}
                </select>
              </td>
              {sample.map((row, index) => (
                <td key={index} dir="auto" class="quiet">
                  {row[headings.indexOf(mapping[column] ?? "")] ?? ""}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
