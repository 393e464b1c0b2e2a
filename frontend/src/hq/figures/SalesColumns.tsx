import { SALES_COLUMNS, type SalesMapping } from "../../domain/told";
import { HeadingsTable } from "../HeadingsTable";
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
    <HeadingsTable
      columns={SALES_COLUMNS.map((name) => ({
        name,
        word: t(`sales.column.${name}`),
        missing: missing.includes(name) ? t("sales.missing") : "",
      }))}
      {...{ headings, mapping, sample, choose }}
      words={{
        ours: t("sales.ours"),
        theirs: t("sales.theirs"),
        none: t("sales.none"),
        row: (n) => t("sales.sample", { n }),
      }}
    />
  );
}
