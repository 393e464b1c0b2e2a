import type { Answer } from "../domain/answers";
import type { Assignment, Briefing } from "../domain/assignment";
import type { Edition } from "../domain/edition";
import type { Moment } from "../domain/moment";
import type { Parcel } from "../domain/parcel";
import type { Notes, Shelf } from "../domain/shelf";
import type { ClockOffset, Draft, Photo, Place, Position, Visit } from "../domain/visit";
import type { ExpenseShelf } from "./expenses";

/** A file just taken, not yet kept. */
export interface TakenFile {
  /** the question it answers; its own name follows from it, unique within the visit */
  readonly question: string;
  readonly bytes: ArrayBuffer;
  readonly mime: string;
  readonly width: number | null;
  readonly height: number | null;
  /** RFC 3339 with offset */
  readonly taken_at: string;
}

/** An answer's new value; in a repeat, `name` is the repeat's and `value` all its turns. */
export interface NewAnswer {
  readonly name: string;
  readonly value: Answer;
  readonly at: Moment;
  /** where to go on when the page is killed now */
  readonly position?: Position;
}

export type SealOutcome =
  | { readonly kind: "sealed"; readonly parcel: Parcel }
  /** still a draft: these files are no longer on the phone */
  | { readonly kind: "retake"; readonly files: readonly { question: string; name: string }[] };

/** Whether this phone can be trusted with a visit offline. Sizes in bytes, null where the browser won't say. */
export interface Health {
  readonly persisted: boolean;
  readonly free: number | null;
  /** at least 200 MB, or three times the photo budget */
  readonly roomy: boolean;
}

/** What the screens show of the disk, at one moment. */
export interface Glance {
  readonly briefing: Briefing | null;
  readonly visits: Visit[];
  readonly parcels: Parcel[];
  readonly clock: ClockOffset | null;
  /** hashes of the editions that are here, whole */
  readonly editions: ReadonlySet<string>;
  readonly notes: Notes;
}

/** One person's database on one server. Every method resolves when it is on disk. The queue reads it as a `Shelf`. */
export interface Store extends Shelf, ExpenseShelf {
  glance(): Promise<Glance>;
  briefing(): Promise<Briefing | null>;
  edition(sha256: string): Promise<Edition | null>;

  /** the visit of this assignment: the one already begun, or a new one with an id of its own */
  openVisit(assignment: Assignment, at: Moment): Promise<Visit>;
  visits(): Promise<Visit[]>;
  draft(visit: string): Promise<Draft | null>;
  /** writes answer, trail and position together; refuses (throws) once the visit is sealed */
  answer(visit: string, answer: NewAnswer): Promise<void>;
  stand(visit: string, position: Position): Promise<void>;
  position(visit: string): Promise<Position | null>;
  keepPlace(visit: string, place: Place): Promise<void>;

  /** keeps a file's bytes and the answer that names it, together; `answer` is told the file's name */
  keepFile(visit: string, file: TakenFile, answer: (name: string) => NewAnswer): Promise<Photo>;
  removeFile(visit: string, name: string, answer: NewAnswer): Promise<void>;
  /** the file to look at, or null when its bytes are no longer here */
  file(visit: string, name: string): Promise<Blob | null>;

  seal(visit: string, app: string, at: Moment): Promise<SealOutcome>;
  clock(): Promise<ClockOffset | null>;

  /** `photoBudget` in bytes, of one visit */
  health(photoBudget: number | Promise<number>): Promise<Health>;
  /** asks the browser not to erase this database */
  persist(): Promise<boolean>;
  /** everything unsent (of one visit, if named), in one file */
  rescue(at: Moment, visit?: string): Promise<Blob>;
  /** deletes one unsent visit, by the person's own will, once she has its rescue file */
  erase(visit: string): Promise<void>;
  close(): void;
}
