/** A spreadsheet of stores on its way in. */
export interface RowProblem {
  row: number;
  column: string;
  code: string;
  sentence: string;
  remedy: string;
  value: string;
}

/** What looks odd about the whole spreadsheet. `answer` is what is done about it now; the person may say otherwise. */
export interface Doubt {
  code: string;
  sentence: string;
  answer: boolean;
  /** rows that are impossible as they stand */
  impossible: number;
}

/** What its reader says about it: which heading is which, and answers to questions about the whole. */
export interface ImportChanges {
  readonly mapping?: Record<string, string>;
  readonly answers?: Record<string, boolean>;
}

export interface StoreImport {
  id: string;
  filename?: string;
  headings: string[];
  /** our column → heading of the spreadsheet */
  mapping: Record<string, string>;
  /** our columns that are needed and have no heading yet */
  missing: string[];
  /** the first rows, a cell for each heading */
  sample: string[][];
  doubts: Doubt[];
  counts: { rows: number; taken: number; refused: number; doubtful: number };
  problems: RowProblem[];
  total_problems: number;
  taken_at?: string | null;
}
