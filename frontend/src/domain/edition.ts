/** The printed edition, as docs/edition.md describes it. Every key but `kind` and `name` is absent when empty. */

/** An expression, already compiled: a literal, or an operator or function with its arguments. */
export type Tree = string | number | readonly [string, ...Tree[]];

/** Words by language code; only the languages that were given. */
export type Words = Readonly<Record<string, string>>;

export interface Choice {
  readonly name: string;
  readonly label: Words;
  readonly points?: string;
  readonly surplus?: number;
  readonly na?: true;
  readonly cause?: "tangible" | "personal";
  readonly image?: string;
  readonly columns?: Readonly<Record<string, string>>;
}

export type QuestionType =
  | "text"
  | "integer"
  | "decimal"
  | "range"
  | "select_one"
  | "select_multiple"
  | "date"
  | "time"
  | "dateTime"
  | "image"
  | "audio"
  | "file"
  | "geopoint"
  | "barcode"
  | "acknowledge"
  | "note"
  | "calculate"
  | "hidden"
  | "start"
  | "end"
  | "today"
  | "username"
  | "deviceid"
  | "start-geopoint";

export interface Question {
  readonly kind: "question";
  readonly type: QuestionType;
  readonly name: string;
  readonly code?: string;
  readonly label?: Words;
  readonly hint?: Words;
  readonly required?: Tree;
  readonly required_message?: Words;
  readonly relevant?: Tree;
  readonly constraint?: Tree;
  readonly constraint_message?: Words;
  readonly calculation?: Tree;
  readonly list?: string;
  readonly or_other?: true;
  readonly choice_filter?: Tree;
  readonly default?: Tree;
  readonly appearance?: readonly string[];
  readonly parameters?: Readonly<Record<string, string>>;
  readonly max_photos?: number;
  readonly read_only?: Tree;
  readonly image?: string;
  readonly weight?: number;
  readonly points?: Tree;
  readonly pillar?: string;
  readonly touchpoint?: string;
  readonly critical?: Tree;
  readonly alert?: Tree;
  readonly hold?: Tree;
  readonly cost?: string;
  readonly act?: string;
}

export interface Group {
  readonly kind: "group";
  readonly name: string;
  readonly code?: string;
  readonly label?: Words;
  readonly hint?: Words;
  readonly relevant?: Tree;
  readonly appearance?: readonly string[];
  readonly weight?: number;
  readonly body?: readonly Node[];
}

export interface Repeat {
  readonly kind: "repeat";
  readonly name: string;
  readonly label?: Words;
  readonly relevant?: Tree;
  readonly count?: Tree;
  readonly body?: readonly Node[];
}

export type Node = Group | Repeat | Question;

export interface Edition {
  readonly v: 1;
  readonly form: { readonly id: string; readonly title: string; readonly version: string };
  readonly languages: readonly { readonly code: string; readonly name: string }[];
  readonly default_language: string;
  readonly scoring: "points" | "sections";
  readonly lists: Readonly<Record<string, readonly Choice[]>>;
  readonly body: readonly Node[];
}
