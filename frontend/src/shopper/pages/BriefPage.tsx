import { useState } from "preact/hooks";
import type { Edition } from "../../domain/edition";
import { directionOf } from "../../ui/language";
import { BriefBody } from "../parts/BriefBody";
import { GiveBack } from "../parts/GiveBack";
import { AssignmentFacts, ReadyHere, start, useEdition } from "../parts/NextVisit";
import { Troubles } from "../parts/Troubles";
import { tapWord } from "../parts/tap_word";
import { useTitle } from "../parts/title";
import { Heading, Way } from "../parts/Way";
import { usePhone } from "../phone";
import { choose, languageOf, wordsIn } from "../visit/languages";
import { tapsOf } from "../visit/sections";
import { say } from "../words";

/** The brief of one assignment, and all that has to be known before. */
export function BriefPage({ id }: { id: string }) {
  const phone = usePhone();
  const assignment = phone.seen.value.briefing?.assignments.find((each) => each.id === id);
  const edition = useEdition(phone, assignment?.edition ?? "");
  const [starting, setStarting] = useState(false);
  useTitle(say("brief.title"));
  if (!assignment)
    return (
      <>
        <Way title={say("brief.title")} back="/today" />
        <main>
          <p class="empty">{say("brief.gone")}</p>
        </main>
      </>
    );
  const begun = phone.seen.value.visits.find((visit) => visit.assignment === id);
  const go = () => {
    setStarting(true);
    void start(phone, assignment).then(() => setStarting(false));
  };
  return (
    <>
      <Way title={say("brief.title")} back="/today" isPlain />
      <main>
        <Troubles />
        <p class="label">{assignment.checklist}</p>
        <Heading words={assignment.store.name} className="page" />
        <BriefBody assignment={assignment} />
        <AssignmentFacts assignment={assignment} />
        {edition && <Speaks edition={edition} />}
        {edition && <Legend edition={edition} />}
        <div class="stack">
          <ReadyHere assignment={assignment} edition={edition} />
          {!begun && <GiveBack assignment={assignment} />}
        </div>
      </main>
      <footer class="bar">
        <div class="acts">
          <button type="button" class="act first" disabled={!edition || starting} onClick={go}>
            {say(begun ? "next.continue" : "next.start")}
          </button>
        </div>
      </footer>
    </>
  );
}

/** The language of the questions, among those that HQ wrote. */
function Speaks({ edition }: { edition: Edition }) {
  if (edition.languages.length < 2) return null;
  return (
    <label class="fact-row">
      <span class="quiet">{say("brief.language")}</span>
      <select
        class="line-in"
        value={languageOf(edition)}
        onChange={(event) => choose(event.currentTarget.value)}
      >
        {edition.languages.map(({ code, name }) => (
          <option key={code} value={code} lang={code}>
            {name || code}
          </option>
        ))}
      </select>
    </label>
  );
}

/** What the words on the notes screen stand for: read here, before going in. */
function Legend({ edition }: { edition: Edition }) {
  const taps = tapsOf(edition.body);
  const language = languageOf(edition);
  if (taps.length === 0) return null;
  return (
    <section aria-labelledby="legend">
      <h2 class="label" id="legend">
        {say("brief.notes")}
      </h2>
      <p class="quiet small">{say("brief.notes_why")}</p>
      <dl lang={language} dir={directionOf(language)}>
        {taps.map((tap) => (
          <div class="row" key={tap.name}>
            <dt class="name">{tapWord(tap)}</dt>
            <dd class="more">{wordsIn(tap.label, language, edition.default_language)}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
