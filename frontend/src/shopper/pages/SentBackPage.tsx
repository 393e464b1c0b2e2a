import { isAnswered } from "../../domain/answers";
import type { Question } from "../../domain/edition";
import type { Visit } from "../../domain/visit";
import { directionOf } from "../../ui/language";
import { Mark } from "../../ui/Mark";
import { clock, dayAndClock } from "../../ui/times";
import { KeptBanner } from "../parts/KeptBanner";
import { useTitle } from "../parts/title";
import { Heading, Way } from "../parts/Way";
import { WentOn } from "../parts/WentOn";
import { usePhone } from "../phone";
import { QuestionView } from "../questions/QuestionView";
import { storeOf } from "../stores";
import type { OpenVisit } from "../visit/open_visit";
import { sectionTitle } from "../visit/section_title";
import { say } from "../words";

type SentBack = NonNullable<Visit["sentBack"]>;

/** The questions a reviewer marked, in the order of the checklist. */
function marked(open: OpenVisit, { notes }: SentBack): Question[] {
  const places = [...open.sheet.peek().outline.places.values()];
  return places.flatMap(({ node }) =>
    node.kind === "question" && notes[node.name] !== undefined ? [node] : [],
  );
}

interface SentBackProps {
  readonly open: OpenVisit;
  /** as it stands now: HQ may go on without it while she mends */
  readonly visit: Visit;
  readonly back: SentBack;
}

/** A visit that came back: why, until when, and the marked answers with their notes. */
export function SentBackPage({ open, visit, back }: SentBackProps) {
  const { store, seen } = usePhone();
  const questions = marked(open, back);
  const mended = questions.filter((node) => open.touched.value.has(node.name)).length;
  const language = open.language.value;
  useTitle(say(visit.wentOn ? "went_on" : "today.sent_back"));
  return (
    <>
      <Way
        title={storeOf(store.person, seen.value, open.visit.assignment)?.name ?? say("visit.any")}
        back="/today"
        isPlain
      />
      <main>
        {visit.wentOn ? <WentOn visit={visit.id} on="changes" /> : <Asks n={questions.length} back={back} />}
        <KeptBanner open={open} />
        <div class="questions" lang={language} dir={directionOf(language)}>
          {questions.map((node) => (
            <QuestionView
              key={node.name}
              open={open}
              node={node}
              turn={[]}
              after={<Mended at={open.touched.value.get(node.name)} stands={standsBy(open, node.name)} />}
            >
              <div class={open.touched.value.has(node.name) ? "note mended" : "note"} dir="auto">
                <p>{back.notes[node.name]}</p>
                <p class="by">{say("back.by")}</p>
              </div>
            </QuestionView>
          ))}
        </div>
        <details>
          <summary>{say("back.others")}</summary>
          <div>
            {open.way.value.map((section) => (
              <a class="row" key={section.name} href={`/visits/${open.visit.id}/section/${section.name}`}>
                <span class="name">{sectionTitle(open, section)}</span>
              </a>
            ))}
          </div>
        </details>
      </main>
      <footer class="bar">
        <div class="acts">
          <span class="quiet" role="status">
            {say("back.mended", { done: mended, of: questions.length })}
          </span>
          <a class={mended < questions.length ? "act" : "act first"} href={`/visits/${open.visit.id}/seal`}>
            {say("back.seal")}
          </a>
        </div>
      </footer>
    </>
  );
}

/** Why it came back, and until when it is to be mended. */
function Asks({ n, back }: { n: number; back: SentBack }) {
  return (
    <section class="banner asks">
      <Heading words={n ? say("back.title", { n }) : say("today.sent_back")} className="page" />
      <p class="brief-words" dir="auto">
        {back.reason}
      </p>
      <p>
        {back.due && <strong>{say("back.due", { when: dayAndClock(back.due) })} </strong>}
        {say("back.rest")}
      </p>
    </section>
  );
}

/** Keeps the answer as it is, looked at once more; null where there is none to stand by. */
function standsBy(open: OpenVisit, name: string): (() => void) | null {
  const value = open.answers.value[name];
  return isAnswered(value) ? () => void open.answer(name, [], value) : null;
}

/** A note may ask and be wrong: she mends her answer, or stands by it. */
function Mended({ at, stands }: { at: string | undefined; stands: (() => void) | null }) {
  return (
    <div class="mended-line">
      <p class="state received" role="status">
        {at && <Mark name="tick" />}
        {at && <span>{say("back.mended_at", { time: clock(at) })}</span>}
      </p>
      {!at && stands && (
        <button type="button" class="act bare" onClick={stands}>
          {say("back.stands")}
        </button>
      )}
    </div>
  );
}
