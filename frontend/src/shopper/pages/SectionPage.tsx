import { useEffect, useMemo } from "preact/hooks";
import type { Turn } from "../../domain/expressions";
import { directionOf } from "../../ui/language";
import { Mark } from "../../ui/Mark";
import { address, goFrom } from "../../ui/router";
import { KeptBanner } from "../parts/KeptBanner";
import { QuickNote } from "../parts/QuickNote";
import { TopSteps } from "../parts/TopSteps";
import { useTitle } from "../parts/title";
import { Way } from "../parts/Way";
import { usePhone } from "../phone";
import { Body } from "../questions/Body";
import { jumpTo, jumpToHash } from "../visit/jump";
import type { OpenVisit } from "../visit/open_visit";
import { sectionTitle } from "../visit/section_title";
import { anchorOf, asked, type Section, tapsOf } from "../visit/sections";
import { say } from "../words";

const NOWHERE: Turn = [];

/** Goes on at the question where the page was left, or was killed. */
function useResume(open: OpenVisit, section: Section): void {
  const { store } = usePhone();
  useEffect(() => {
    if (jumpToHash()) return;
    void store.position(open.visit.id).then((at) => {
      const spots = asked(open.sheet.peek(), section.body);
      const first = spots[0];
      const here = spots.find((spot) => spot.node.name === at?.question);
      if (here && here !== first)
        document
          .getElementById(`${anchorOf(here.node.name, here.turn)}-box`)
          ?.scrollIntoView({ block: "center" });
      else if (first) void store.stand(open.visit.id, { section: section.name, question: first.node.name });
    });
  }, [section.name]);
}

/** One section a screen. Nothing to save, ever. */
export function SectionPage({ open, section }: { open: OpenVisit; section: Section }) {
  const { id } = open.visit;
  const way = open.way.value;
  const at = way.findIndex((each) => each.name === section.name);
  const title = sectionTitle(open, section);
  const before = way[at - 1];
  const language = open.language.value;
  useTitle(title);
  useResume(open, section);
  // the page's own words change with each tap; its questions look after themselves
  const questions = useMemo(
    () => <Body open={open} body={section.body} turn={NOWHERE} />,
    [open, section.body],
  );
  return (
    <>
      <Way
        title={title}
        back={before ? `/visits/${id}/section/${before.name}` : "/today"}
        ends={
          <>
            {tapsOf(open.edition.body).length > 0 && (
              <a href={`/notes/${id}`} data-replace aria-label={say("notes.open")}>
                <Mark name="notes" />
              </a>
            )}
            <a
              href={`/visits/${id}/seal`}
              aria-label={say("section.all", { number: at + 1, of: way.length })}
            >
              <bdi>
                {at + 1} / {way.length}
              </bdi>
            </a>
          </>
        }
      >
        <TopSteps sections={way.map((each) => each.progress)} at={at} />
      </Way>
      <main class="section" lang={language === "und" ? undefined : language} dir={directionOf(language)}>
        <KeptBanner open={open} />
        <div class="questions">{questions}</div>
        <QuickNote visit={id} />
      </main>
      <Onward open={open} at={at} />
    </>
  );
}

/** What is missing here, and the way on. */
function Onward({ open, at }: { open: OpenVisit; at: number }) {
  const { id } = open.visit;
  const way = open.way.value;
  const [here, next] = [way[at], way[at + 1]];
  const fromSeal = new URLSearchParams(location.search).has("seal");
  const toSeal = fromSeal || !next;
  const lacking = here?.progress.lacking ?? [];
  const on = async () => {
    const left = address.peek();
    if (here && lacking.length > 0) open.point(here.name);
    await open.settled();
    goFrom(left, toSeal ? `/visits/${id}/seal` : `/visits/${id}/section/${next.name}`);
  };
  const point = () => {
    const [first] = lacking;
    if (!here || !first) return;
    open.point(here.name);
    jumpTo(first.node.name, first.turn);
  };
  return (
    <footer class="bar">
      <div class="acts">
        {lacking.length > 0 && (
          <button type="button" class="act short" onClick={point}>
            {say("section.missing", { n: lacking.length })}
          </button>
        )}
        <button type="button" class="act first" onClick={() => void on()}>
          {toSeal ? say("section.to_seal") : say("section.next", { title: sectionTitle(open, next) })}
        </button>
      </div>
    </footer>
  );
}
