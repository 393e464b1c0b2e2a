/** A spreadsheet of stores on its way in. */
export interface RowProblem {
  row: number;
  column: string;
  code: string;
  sentence: string;
  remedy: string;
  value: string;
}

export interface Doubt {
  code: string;
  sentence: string;
  question?: string | null;
  answer?: boolean | null;
  count?: number;
}

export interface StoreImport {
  id: string;
  filename?: string;
  headings: string[];
  /** our column → heading of the spreadsheet */
  mapping: Record<string, string>;
  sample: Record<string, string>[];
  doubts: Doubt[];
  counts: { rows: number; taken: number; refused: number; doubtful: number };
  problems: RowProblem[];
  total_problems: number;
  taken_at?: string | null;
}
