import type { ComponentChildren } from "preact";
import { useState } from "preact/hooks";
import type { ReadAnswer, ReadSection, ReadVisit } from "../domain/reading";
import { Glyph } from "../ui/desk/Band";
import { plain, shortest } from "../ui/desk/figures";
import { useWords } from "./words";

/** Answers by section: what was asked, what was said, what it earned. */
export function AnswersPart(props: {
  visit: ReadVisit;
  /** what stands below an answer: what counts instead, an appeal */
  beside?: (name: string) => ComponentChildren;
}) {
  const { visit, beside } = props;
  const { t } = useWords();
  const [lostOnly, setLostOnly] = useState(false);
  const seen = (answer: ReadAnswer) => answer.state !== "hidden" && (!lostOnly || isLost(answer));
  const sections = visit.sections.filter((section) => section.answers.some(seen));
  return (
    <section class="wide">
      <div class="part first">
        <header>
          <h2>{t("answers")}</h2>
          <span class="end">
            <label class="tick">
              <input
                type="checkbox"
                checked={lostOnly}
                onChange={(event) => setLostOnly(event.currentTarget.checked)}
              />
              <span>{t("answers.lost_only")}</span>
            </label>
          </span>
        </header>
        {sections.length === 0 && <p class="quiet empty">{t("answers.nothing_lost")}</p>}
        {sections.map((section) => (
          <SectionAnswers
            key={section.name}
            section={section}
            answers={section.answers.filter(seen)}
            beside={beside}
          />
        ))}
      </div>
    </section>
  );
}

const isLost = ({ earned, possible }: ReadAnswer): boolean => Number(earned) < Number(possible);

function SectionAnswers(props: {
  section: ReadSection;
  answers: ReadAnswer[];
  beside: ((name: string) => ComponentChildren) | undefined;
}) {
  const { section, answers, beside } = props;
  const { pick, language } = useWords();
  return (
    <>
      <h3 class="section-name">
        <bdi class="words">{pick(section.label) || section.name}</bdi>
        {section.percent !== null && (
          <span class="quiet"> {plain(Number(section.percent), 1, language)} %</span>
        )}
      </h3>
      <ol>
        {answers.map((answer) => (
          <Answer key={answer.name} answer={answer}>
            {beside?.(answer.name)}
          </Answer>
        ))}
      </ol>
    </>
  );
}

function Answer({ answer, children }: { answer: ReadAnswer; children: ComponentChildren }) {
  const { pick, t, language } = useWords();
  const points = (of: string | null) => shortest(Number(of ?? 0), language);
  const scored = Number(answer.possible) > 0;
  return (
    <li class="answer" id={answer.name}>
      <span class="code">{answer.code}</span>
      <span>
        <bdi class="words">{pick(answer.label) || answer.name}</bdi>
      </span>
      <span class="said" dir="auto">
        <Said answer={answer} />
        {answer.is_critical && <strong class="below critical"> {t("band.critical")}</strong>}
      </span>
      <span class={isLost(answer) ? "points lost" : "points"}>
        {scored ? (
          <bdi dir="ltr">
            {points(answer.earned)} / {points(answer.possible)}
          </bdi>
        ) : (
          ""
        )}
      </span>
      {children}
    </li>
  );
}

/** An answer in words, or its pictures. */
export function Said({ answer }: { answer: ReadAnswer }) {
  const { pick, t } = useWords();
  if (answer.state === "missing") return <span class="faint">{t("answer.missing")}</span>;
  if (answer.photos.length > 0) return <Thumbnails answer={answer} />;
  const words = typeof answer.shown === "string" ? answer.shown : pick(answer.shown);
  const tone = answer.surplus ? (answer.surplus > 0 ? "beyond" : "below") : "";
  return (
    <span class={tone}>
      {answer.surplus !== null && <Glyph net={answer.surplus} />}
      {words || t(answer.state === "na" ? "answer.na" : "answer.missing")}
    </span>
  );
}

function Thumbnails({ answer }: { answer: ReadAnswer }) {
  const { t } = useWords();
  return (
    <span class="thumbnails">
      {answer.photos.map((photo, index) =>
        photo.is_here === false ? (
          <span key={photo.sha256} class="faint">
            {t("photo.pending")}
          </span>
        ) : (
          <a key={photo.sha256} href={`#photo-${photo.sha256}`}>
            <img
              src={photo.thumbnail}
              alt={t("photo.alt", { code: answer.code || answer.name, n: index + 1 })}
            />
          </a>
        ),
      )}
    </span>
  );
}
