/** A file that somebody asked for, as the server tells of it. */
export type ExportState = "waiting" | "running" | "done" | "failed" | "cancelled";

export interface ExportFile {
  id: string;
  content: "visits" | "answers" | "scorecards";
  shape: "wide" | "long";
  file_format: "csv" | "xlsx";
  filters: Record<string, string>;
  state: ExportState;
  rows: number | null;
  rows_done: number;
  bytes: number | null;
  trouble: string;
  asked_at: string;
  finished_at: string | null;
}

export const isAtWork = (file: ExportFile): boolean => file.state === "waiting" || file.state === "running";
