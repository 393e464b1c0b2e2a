import { batch, computed, type ReadonlySignal, signal } from "@preact/signals";
import { type Answer, type Answers, filesNamed } from "../../domain/answers";
import type { Edition } from "../../domain/edition";
import type { Sheet, Turn } from "../../domain/expressions";
import { type Moment, momentNow } from "../../domain/moment";
import type { Draft, Photo, Visit } from "../../domain/visit";
import type { Store, TakenFile } from "../../store";
import type { Asked } from "./asked";
import { Laid } from "./laid";
import { languageOf } from "./languages";
import type { Section } from "./sections";
import { put, turnsIn } from "./turns";

const touchedIn = ({ trail }: Draft): ReadonlyMap<string, string> =>
  new Map(trail.map((line) => [line.name, line.moment.at]));

/**
 * A visit in hand. What the screen shows as answered is on disk already: touches are written one after
 * the other, and the answers change only when their write is done.
 */
export class OpenVisit {
  readonly visit: Visit;
  readonly answers: { value: Answers; peek(): Answers };
  readonly photos: { value: readonly Photo[]; peek(): readonly Photo[] };
  /** what the disk refused last, to be said plainly; null once a write succeeds */
  readonly trouble = signal<unknown>(null);
  /** sections that were left with something missing: there it is pointed out */
  readonly pointed = signal<ReadonlySet<string>>(new Set());
  readonly language: ReadonlySignal<string>;
  /** what the answers mean on the edition */
  readonly laid: Laid;
  /** questions touched in this revision, with the time of the last touch */
  readonly touched: { value: ReadonlyMap<string, string>; peek(): ReadonlyMap<string, string> };
  #writing: Promise<void> = Promise.resolve();

  constructor(
    readonly store: Store,
    readonly edition: Edition,
    draft: Draft,
  ) {
    this.visit = draft.visit;
    this.answers = signal(draft.answers);
    this.photos = signal(draft.photos);
    this.language = computed(() => languageOf(edition));
    this.laid = new Laid(edition, this.answers, this.language, this.visit.scenario);
    this.touched = signal(touchedIn(draft));
  }

  get sections(): readonly Section[] {
    return this.laid.sections;
  }

  get sheet(): ReadonlySignal<Sheet> {
    return this.laid.sheet;
  }

  get way(): Laid["way"] {
    return this.laid.way;
  }

  /** One question as it stands now; changes only when something of it changes. */
  asked(name: string, turn: Turn): ReadonlySignal<Asked> {
    return this.laid.asked(name, turn);
  }

  /** Keeps an answer that nobody gave by hand: where the shopper is stays as it was. */
  preset(name: string, value: Answer): Promise<void> {
    const at = momentNow();
    return this.#next(async () => {
      await this.store.answer(this.visit.id, { name, value, at });
      this.#show(this.#with(name, [], value), name, at.at);
    });
  }

  /** Keeps an answer; resolves when it is on disk and on the screen. `undefined` takes it away. */
  answer(name: string, turn: Turn, value: Answer): Promise<void> {
    return this.change(name, turn, () => value);
  }

  /**
   * Keeps what an answer becomes: of what it is when all touches before are on disk. Fingers are faster than a
   * slow phone's disk, so what is on the screen may be older than the touch.
   */
  change(name: string, turn: Turn, become: (now: Answer) => Answer): Promise<void> {
    const at = momentNow();
    return this.#next(async () => {
      const answers = this.#with(name, turn, become(this.#around(name, turn)[name]));
      const top = this.#repeats(name)[0] ?? name;
      const position = { section: this.sectionOf(name), question: name };
      await this.store.answer(this.visit.id, { name: top, value: answers[top], at, position });
      this.#show(answers, top, at.at);
      await this.#dropUnoffered(at);
    });
  }

  /** Begins one more turn of a repeat, or takes one away with all that was answered and taken in it. */
  async turnCount(repeat: string, turn: Turn, change: "more" | number): Promise<void> {
    const before = () => turnsIn(this.#around(repeat, turn), repeat);
    await this.change(repeat, turn, () =>
      change === "more" ? [...before(), {}] : before().filter((_, i) => i !== change),
    );
    const named = new Set(filesNamed(this.edition, this.answers.peek()).map((file) => file.name));
    const gone = change === "more" ? [] : this.photos.peek().filter((photo) => !named.has(photo.name));
    for (const photo of gone) await this.removeFile(repeat, turn, photo.name, before);
  }

  /** Keeps a file under a question, with the answer that names it. */
  keepFile(turn: Turn, file: TakenFile): Promise<void> {
    const at = momentNow();
    const { question } = file;
    return this.#next(async () => {
      const top = this.#repeats(question)[0] ?? question;
      let answers = this.answers.peek();
      const photo = await this.store.keepFile(this.visit.id, file, (name) => {
        answers = this.#with(question, turn, [...this.#files(question, turn), name]);
        return { name: top, value: answers[top], at };
      });
      this.photos.value = [...this.photos.peek(), photo];
      this.#show(answers, top, at.at);
    });
  }

  /** Takes a file away again; `left` tells what the answer holds then. */
  removeFile(question: string, turn: Turn, file: string, left?: () => Answer): Promise<void> {
    const at = momentNow();
    return this.#next(async () => {
      const others = this.#files(question, turn).filter((name) => name !== file);
      const answers = this.#with(question, turn, left?.() ?? (others.length ? others : undefined));
      const top = this.#repeats(question)[0] ?? question;
      await this.store.removeFile(this.visit.id, file, { name: top, value: answers[top], at });
      this.photos.value = this.photos.peek().filter((photo) => photo.name !== file);
      this.#show(answers, top, at.at);
    });
  }

  /** Resolves when everything touched so far is on disk. */
  settled(): Promise<void> {
    return this.#writing;
  }

  /**
   * Takes up what another tab has written since: a repeat or a question's photos are kept whole, and would take its
   * turns and photos away. A disk that can't be read now leaves all as it was.
   */
  reread(): Promise<void> {
    this.#writing = this.#writing.then(() => this.#takeUp()).catch(() => undefined);
    return this.#writing;
  }

  async #takeUp(): Promise<void> {
    const draft = await this.store.draft(this.visit.id);
    if (draft?.visit.revision !== this.visit.revision) return;
    const [before, now] = [this.answers.peek(), draft.answers];
    const names = new Set([...Object.keys(before), ...Object.keys(now)]);
    const changed = [...names].filter((name) => JSON.stringify(before[name]) !== JSON.stringify(now[name]));
    if (changed.length === 0) return;
    batch(() => {
      for (const name of changed) this.laid.change(name);
      this.answers.value = now;
      this.photos.value = draft.photos;
      this.touched.value = touchedIn(draft);
    });
  }

  /** Points out what is missing in a section from now on. */
  point(section: string): void {
    this.pointed.value = new Set([...this.pointed.peek(), section]);
  }

  /** The section in which a question stands. */
  sectionOf(name: string): string {
    return this.laid.sectionOf(name);
  }

  /** An answer that its filtered list no longer offers can't be seen any more, so it doesn't stay. */
  async #dropUnoffered(at: Moment): Promise<void> {
    for (const [name, { node, repeats }] of this.sheet.peek().outline.places) {
      if (node.kind !== "question" || node.choice_filter === undefined || repeats.length > 0) continue;
      const sheet = this.sheet.peek();
      const offered = new Set(sheet.choices(name).map((choice) => choice.name));
      const chosen = [sheet.answer(name) ?? []].flat() as readonly string[];
      const left = chosen.filter((each) => offered.has(each));
      if (left.length === chosen.length || !sheet.relevant(name)) continue;
      const value = node.type === "select_multiple" && left.length > 0 ? left : undefined;
      await this.store.answer(this.visit.id, { name, value, at });
      this.#show(this.#with(name, [], value), name, at.at);
    }
  }

  #show(answers: Answers, name: string, at: string): void {
    batch(() => {
      this.laid.change(name);
      this.answers.value = answers;
      this.touched.value = new Map(this.touched.peek()).set(name, at);
    });
  }

  #next(write: () => Promise<void>): Promise<void> {
    this.#writing = this.#writing.then(write).then(
      () => {
        this.trouble.value = null;
      },
      (error: unknown) => {
        this.trouble.value = error ?? new Error();
      },
    );
    return this.#writing;
  }

  #repeats(name: string): readonly string[] {
    return this.sheet.peek().outline.places.get(name)?.repeats ?? [];
  }

  #with(name: string, turn: Turn, value: Answer): Answers {
    return put(this.answers.peek(), this.#repeats(name), turn, name, value);
  }

  #around(name: string, turn: Turn): Answers {
    return this.#repeats(name).reduce<Answers>(
      (answers, repeat, depth) => turnsIn(answers, repeat)[turn[depth] ?? 0] ?? {},
      this.answers.peek(),
    );
  }

  #files(name: string, turn: Turn): readonly string[] {
    const files = this.#around(name, turn)[name];
    return Array.isArray(files) ? (files as readonly string[]) : [];
  }
}
