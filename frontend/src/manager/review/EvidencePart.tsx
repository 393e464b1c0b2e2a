import type { RefObject } from "preact";
import type { ReadVisit } from "../../domain/reading";
import type { DeskVisit, Flag } from "../../domain/review";
import { Photographs } from "../Photographs";
import { useWords } from "../words";
import { flagWords } from "./flagWords";
import { RatingPart } from "./RatingPart";
import { WherePart } from "./WherePart";

/** What speaks for and against the visit: flags, where the phone was, photographs. */
export function EvidencePart({ visit, within }: { visit: DeskVisit; within: RefObject<HTMLElement | null> }) {
  const { t } = useWords();
  return (
    <aside ref={within} tabIndex={-1} aria-label={t("review.evidence")}>
      <h2>{t("review.flags_title")}</h2>
      <ul>
        {visit.flags.map((flag) => (
          <FlagLine key={flag.kind} flag={flag} visit={visit} />
        ))}
        {visit.flags.length === 0 && (
          <li class="flag calm">
            <svg viewBox="0 0 14 14" aria-hidden="true">
              <path d="M2 7.5l3.5 3.5L12.5 3" />
            </svg>
            <span class="quiet">{t("review.calm")}</span>
          </li>
        )}
      </ul>
      {visit.where && <WherePart where={visit.where} />}
      <RatingPart key={visit.id} visit={visit} />
      <Photographs visit={visit as unknown as ReadVisit} />
    </aside>
  );
}

function FlagLine({ flag, visit }: { flag: Flag; visit: DeskVisit }) {
  const { t, language } = useWords();
  const { sentences, others } = flagWords(flag, visit, t, language);
  return (
    <li class="flag">
      <svg viewBox="0 0 14 14" aria-hidden="true">
        <path d="M2.5 13V1.500h8.500l-2 3 2 3H2.500" />
      </svg>
      <strong>{t(`flag.${flag.kind}`)}</strong>
      {sentences.map((sentence) => (
        <p key={sentence}>{sentence}</p>
      ))}
      {others.length > 0 && (
        <p>
          {others.map((other, n) => (
            <a class="aim" key={other} href={`/visits/${other}`}>
              {t("flag.other", { number: n + 1 })}{" "}
            </a>
          ))}
        </p>
      )}
    </li>
  );
}
