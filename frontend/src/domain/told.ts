/** What only headquarters knows: costs of acts, months of sales, the staff's pulse, studies of matched pairs. */
import type { Words } from "./edition";

export interface ActCosts {
  currency: string;
  acts: { act: string; label: Words; nature: string; cost: string | null }[];
}

/** Our columns of a spreadsheet of sales. */
export const SALES_COLUMNS = ["store", "month", "sales", "visitors"] as const;

/** What is known of a spreadsheet before it can be judged: its headings, and what is missing. */
export interface SalesMapping {
  headings: string[];
  mapping: Record<string, string>;
  missing: string[];
}

export interface SalesReport {
  is_taken: boolean;
  headings: string[];
  mapping: Record<string, string>;
  sample: string[][];
  rows: number;
  taken: number;
  updated: number;
  unchanged: number;
  refused: number;
  problems: { row: number; column: string; code: string; value: string }[];
  total_problems: number;
}

export interface StorePulse {
  store: { id: string; name: string };
  closes: string;
  links: number;
  answers: number | null;
}

export interface MadeLink {
  store: string;
  key: string;
}

export interface StudyLine {
  id: string;
  name: string;
  attribute: string;
  made_at: string;
  closed_at: string | null;
  pairs: number;
}

/** One cell of a CSV file: quoted, and disarmed where a spreadsheet would reckon with it. */
function cell(text: string): string {
  const bare = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return `"${bare.replaceAll('"', '""')}"`;
}

/** The links of a pulse as a file: store, address. */
export function sheetOfLinks(links: readonly MadeLink[], origin: string, headings: [string, string]): string {
  const rows = links.map(({ store, key }) => [store, `${origin}/pulse/${key}`]);
  return `\ufeff${[headings, ...rows].map((row) => row.map(cell).join(",")).join("\r\n")}\r\n`;
}
