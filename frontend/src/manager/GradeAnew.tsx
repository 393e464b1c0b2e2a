import { useState } from "preact/hooks";
import { read, send } from "../api/asking";
import { answersOf, type DeskVisit, type Foreseen, type GradeInShort, saysTheSame } from "../domain/review";
import { plain, shortest, signed } from "../ui/desk/figures";
import { named } from "../ui/language";
import { useLoaded } from "../ui/load";
import { useModal } from "../ui/modal";
import { DialogEnds } from "./DialogEnds";
import { troubleWords } from "./review/VerdictBar";
import { useWords } from "./words";

interface Props {
  visit: DeskVisit;
  done: () => void;
}

/** Headquarters grades a visit anew, for a reason: what that would change is told before, what it did after. */
export function GradeAnew({ visit, done }: Props) {
  const { t } = useWords();
  const inWords = useGradeWords();
  const [isOpen, setOpen] = useState(false);
  const [told, setTold] = useState("");
  if (!visit.grade || visit.state === "withdrawn") return null;
  const graded = (was: GradeInShort, now: GradeInShort) => {
    const key = saysTheSame(was, now) ? "regrade.done_same" : "regrade.done";
    setTold(t(key, { was: inWords(was), now: inWords(now) }));
    setOpen(false);
    done();
  };
  const ask = () => {
    setTold("");
    setOpen(true);
  };
  return (
    <>
      <button type="button" class="link" onClick={ask}>
        {t("regrade")}
      </button>
      <span role="status">{told}</span>
      {isOpen && <Asking visit={visit} graded={graded} close={() => setOpen(false)} />}
    </>
  );
}

interface AskingProps {
  visit: DeskVisit;
  graded: (was: GradeInShort, now: GradeInShort) => void;
  close: () => void;
}

function Asking({ visit, graded, close }: AskingProps) {
  const { t } = useWords();
  const dialog = useModal();
  const [trouble, setTrouble] = useState<unknown>(null);
  const path = `visits/${visit.id}/regrade`;
  const [loaded] = useLoaded(path, (signal) => read<Foreseen>(path, {}, signal));
  const foreseen = loaded.value;
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    if (!foreseen) return;
    const reason = String(new FormData(event.currentTarget as HTMLFormElement).get("reason")).trim();
    void send<GradeInShort>("POST", path, { reason }).then((now) => graded(foreseen.now, now), setTrouble);
  };
  const failure = loaded.state === "failed" ? loaded.problem : trouble;
  return (
    <dialog ref={dialog} aria-labelledby="regrade-title" onClose={close}>
      <form class="ask" onSubmit={submit}>
        <h2 id="regrade-title">{t("regrade")}</h2>
        <p class="quiet">{t("regrade.means")}</p>
        {loaded.state === "loading" && <p role="status">{t("loading")}</p>}
        {foreseen && <Change visit={visit} foreseen={foreseen} />}
        <label>
          {t("regrade.why")}
          <input name="reason" class="line-in" required maxLength={60} autocomplete="off" />
        </label>
        <DialogEnds dialog={dialog} act={t("regrade")} trouble={troubleWords(failure, t)} isOff={!foreseen} />
      </form>
    </dialog>
  );
}

/** The grade as it is beside what it would be, and every question whose points would be others. */
function Change({ visit, foreseen }: { visit: DeskVisit; foreseen: Foreseen }) {
  const { t, pick, language } = useWords();
  const inWords = useGradeWords();
  const { now, then, questions } = foreseen;
  const answers = new Map(answersOf(visit).map((answer) => [answer.name, answer]));
  const points = (told: { earned: string | null; possible: string | null }) =>
    told.possible === null
      ? "–"
      : `${shortest(Number(told.earned), language)} / ${shortest(Number(told.possible), language)}`;
  if (saysTheSame(now, then) && questions.length === 0)
    return <p class="banner">{t("regrade.same", { grade: inWords(now) })}</p>;
  return (
    <div class="banner asks">
      <dl class="facts">
        {(["now", "then"] as const).map((when) => (
          <div key={when}>
            <dt>{t(`regrade.${when}`)}</dt>
            <dd>{inWords(foreseen[when])}</dd>
          </div>
        ))}
      </dl>
      {questions.length > 0 && (
        <details>
          <summary>{named(t("regrade.questions"), questions.length)}</summary>
          <ul>
            {questions.map(({ name, now: was, then: will }) => (
              <li key={name}>
                <bdi class="words">{pick(answers.get(name)?.label) || name}</bdi>{" "}
                <span class="faint">{answers.get(name)?.code}</span>{" "}
                <bdi dir="ltr">
                  {points(was)} → {points(will)}
                </bdi>
              </li>
            ))}
          </ul>
        </details>
      )}
    </div>
  );
}

/** A grade in a line: 81.2 %, close, surplus +0.25. */
function useGradeWords(): (grade: GradeInShort) => string {
  const { t, language } = useWords();
  return ({ percent, band, surplus, is_critical, is_held }) =>
    [
      percent === null ? t("regrade.none") : `${plain(Number(percent), 1, language)} %`,
      band && t(`band.${band}`),
      surplus !== null && t("regrade.surplus", { net: signed(Number(surplus), 2, language) }),
      is_critical && t("band.critical"),
      is_held && t("regrade.held"),
    ]
      .filter(Boolean)
      .join(" · ");
}
