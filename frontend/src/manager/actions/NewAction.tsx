import { useState } from "preact/hooks";
import { Problem, read, send } from "../../api/asking";
import type { Words } from "../../domain/edition";
import { useLoaded } from "../../ui/load";
import { useModal } from "../../ui/modal";
import { DialogEnds } from "../DialogEnds";
import { useWords } from "../words";
import type { Owner } from "./ActionDialog";

/** A question that an action may be about. */
export interface Point {
  question: string;
  code: string;
  label: Words;
}

interface Props {
  store: string;
  wave: string;
  /** the points lost in this wave, or the one that it is about */
  lost: readonly Point[];
  /** nothing else may be chosen: the action is made beside an answer */
  isFixed?: boolean;
  made: () => void;
  close: () => void;
}

interface Around {
  owners: Owner[];
  points: Point[];
}

/** An action by hand: which point, what will be done, by whom, by when. */
export function NewAction({ store, wave, lost, isFixed = false, made, close }: Props) {
  const { t } = useWords();
  const dialog = useModal();
  const [trouble, setTrouble] = useState("");
  const [loaded] = useLoaded(`${store} ${wave}`, (signal) => around(store, isFixed ? "" : wave, signal));
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    const fields = new FormData(event.currentTarget as HTMLFormElement);
    const said = (name: string) => String(fields.get(name) ?? "").trim() || null;
    const wish = { store, wave, question: said("question") ?? lost[0]?.question, words: said("words") };
    void send("POST", "actions", { ...wish, owner: said("owner"), due: said("due") }).then(
      made,
      (problem: unknown) => setTrouble(t(isTaken(problem) ? "action.is_open" : "failed")),
    );
  };
  const found = loaded.value;
  const others = (found?.points ?? []).filter(({ question }) =>
    lost.every((each) => each.question !== question),
  );
  const hasNothing = found !== null && lost.length + others.length === 0;
  const failed = loaded.state === "failed" ? t("failed") : trouble;
  return (
    <dialog ref={dialog} class="start" onClose={close} aria-labelledby="new-action">
      <form class="ask" onSubmit={submit}>
        <h2 id="new-action">{t("action.new")}</h2>
        {isFixed ? <About point={lost[0]} /> : <Choice lost={lost} others={others} />}
        {hasNothing && <p class="quiet">{t("action.no_questions")}</p>}
        <label>
          {t("actions.what")}
          <input class="line-in" name="words" required maxLength={300} autocomplete="off" />
        </label>
        <label>
          {t("actions.col.owner")}
          <select class="field" name="owner">
            <option value="">{t("actions.no_owner")}</option>
            {found?.owners.map(({ id, name }) => (
              <option key={id} value={id}>
                {name}
              </option>
            ))}
          </select>
        </label>
        <label>
          {t("actions.col.due")}
          <input class="line-in" type="date" name="due" />
        </label>
        <DialogEnds dialog={dialog} act={t("action.make")} trouble={failed} isOff={!found || hasNothing} />
      </form>
    </dialog>
  );
}

const isTaken = (problem: unknown): boolean => problem instanceof Problem && problem.code === "action_open";

/** Who may own it; and, where a wave is named, every question that was scored in it. */
async function around(store: string, wave: string, signal: AbortSignal): Promise<Around> {
  const none: { questions: Point[] } = { questions: [] };
  const [owners, { questions }] = await Promise.all([
    read<Owner[]>(`stores/${store}/owners`, {}, signal),
    wave ? read<{ questions: Point[] }>(`scorecards/${store}/questions`, { wave }, signal) : none,
  ]);
  return { owners, points: questions };
}

function About({ point }: { point: Point | undefined }) {
  const { pick } = useWords();
  return (
    <p class="quiet">
      <bdi class="words">{pick(point?.label)}</bdi> <span class="faint">{point?.code}</span>
    </p>
  );
}

function Choice({ lost, others }: { lost: readonly Point[]; others: readonly Point[] }) {
  const { t, pick } = useWords();
  const groups = [
    ["action.lost_here", lost],
    ["action.others", others],
  ] as const;
  return (
    <label>
      {t("action.question")}
      <select class="field" name="question" required>
        {groups.map(
          ([word, points]) =>
            points.length > 0 && (
              <optgroup key={word} label={t(word)}>
                {points.map(({ question, code, label }) => (
                  <option key={question} value={question}>
                    {code} {pick(label) || question}
                  </option>
                ))}
              </optgroup>
            ),
        )}
      </select>
    </label>
  );
}
