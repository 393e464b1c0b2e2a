import type { ImportChanges, StoreImport } from "../domain/storeImport";
import { count } from "../ui/desk/figures";
import { Part } from "../ui/desk/Part";
import { HeadingsTable } from "./HeadingsTable";
import { useWords } from "./words";

interface Props {
  spreadsheet: StoreImport;
  change: (changes: ImportChanges) => void;
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
      <HeadingsTable
        columns={COLUMNS.map((name) => ({ name, word: t(`column.${name}`) }))}
        {...{ headings, mapping, sample: sample.slice(0, 3), choose }}
        words={{
          ours: t("mapping.ours"),
          theirs: t("mapping.theirs"),
          none: t("mapping.none"),
          row: (n) => t("mapping.sample", { n }),
        }}
      />
    </Part>
  );
}
