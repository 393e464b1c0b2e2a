import type { StoreImport } from "../domain/storeImport";
import { count } from "../ui/desk/figures";
import { Part } from "../ui/desk/Part";
import { useWords } from "./words";

interface Props {
  spreadsheet: StoreImport;
  change: (changes: object) => void;
}

const COLUMNS = [
  "number",
  "name",
  "address",
  "city",
  "state",
  "country",
  "postcode",
  "phone",
  "timezone",
  "lat",
  "lon",
  "region",
] as const;

/** Which heading of the spreadsheet is which of our columns, with the first rows as they will be read. */
export function ImportMapping({ spreadsheet, change }: Props) {
  const { t, language } = useWords();
  const { counts, headings, mapping, sample } = spreadsheet;
  const choose = (column: string, heading: string) => change({ mapping: { ...mapping, [column]: heading } });
  return (
    <Part title={t("mapping")} end={t("mapping.rows", { rows: count(counts.rows, language) })}>
      {spreadsheet.missing.length > 0 && (
        <p class="banner asks" role="status">
          {t("problem.mapping_incomplete")}{" "}
          <strong>{spreadsheet.missing.map((column) => t(`column.${column}`)).join(", ")}</strong>
        </p>
      )}
      <div class="scroll">
        <table class="mapping">
          <thead>
            <tr>
              <th scope="col">{t("mapping.ours")}</th>
              <th scope="col">{t("mapping.theirs")}</th>
              {sample.slice(0, 3).map((_, index) => (
                <th key={index} scope="col">
                  {t("mapping.sample", { n: index + 1 })}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {COLUMNS.map((column) => (
              <tr key={column}>
                <th scope="row" class="light">
                  {t(`column.${column}`)}
                </th>
                <td>
                  <select
                    aria-label={t(`column.${column}`)}
                    value={mapping[column] ?? ""}
                    onChange={(event) => choose(column, event.currentTarget.value)}
                  >
                    <option value="">{t("mapping.none")}</option>
                    {headings.map((heading) => (
                      <option key={heading} value={heading}>
                        {heading}
                      </option>
                    ))}
                  </select>
                </td>
                {sample.slice(0, 3).map((row, index) => (
                  <td key={index} dir="auto" class="quiet">
                    {row[headings.indexOf(mapping[column] ?? "")] ?? ""}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </Part>
  );
}
