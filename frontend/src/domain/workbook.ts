/** What the server says of a workbook of questions. */
import type { Words } from "./edition";

/** A defect or a notice at one cell; a problem of the whole file has no sheet. */
export interface CellProblem {
  sheet: string;
  row: number;
  column: string;
  cell: string;
  code: string;
  found: string;
  also: string[];
  sentence: string;
  remedy: string;
}

export interface WorkbookPreview {
  form: { id: string; title: string; version: string };
  languages: { code: string; name: string }[];
  scoring: string;
  sections: { name: string; code: string; label: Words; questions: number; points: string; weight: number }[];
  counts: { questions: number; scored: number; sections: number; lists: number };
  points: string;
  notices: CellProblem[];
  sha256: string;
  same_as_edition: number | null;
}

export interface EditionLine {
  number: number;
  sha256: string;
  printed_at: string;
  filename: string;
  by: string | null;
}

export interface ChecklistLine {
  id: string;
  form_id: string;
  title: string;
  newest: number | null;
  has_draft: boolean;
}

export interface WholeChecklist extends ChecklistLine {
  draft: { filename: string; kept_at: string; by: string | null } | null;
  editions: EditionLine[];
}

export interface ImportedWorkbook extends WorkbookPreview {
  checklist: string;
  edition: EditionLine | null;
  is_new: boolean;
}
