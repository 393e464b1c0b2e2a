import { useState } from "preact/hooks";
import { momentNow } from "../../domain/moment";
import { address, goFrom } from "../../ui/router";
import { Sure } from "../../ui/Sure";
import { clock } from "../../ui/times";
import { DeleteVisit } from "../parts/DeleteVisit";
import { Troubles } from "../parts/Troubles";
import { tapWord } from "../parts/tap_word";
import { useTitle } from "../parts/title";
import { Heading, Way } from "../parts/Way";
import { WentOn } from "../parts/WentOn";
import { BUILD, type Phone, usePhone } from "../phone";
import { storeOf } from "../stores";
import { putDown } from "../visit/in_hand";
import { giveMetadata } from "../visit/metadata";
import type { OpenVisit } from "../visit/open_visit";
import { sectionTitle } from "../visit/section_title";
import { anchorOf, type Lack, type Section, type Spot, tapsOf } from "../visit/sections";
import { say } from "../words";

type Lacking = Spot & { readonly lack: Lack; readonly section: Section };

const lackingIn = (open: OpenVisit): Lacking[] =>
  open.way.value.flatMap((section) => section.progress.lacking.map((each) => ({ ...each, section })));

const addressOf = (open: OpenVisit, { node, turn, section }: Lacking): string =>
  `/visits/${open.visit.id}/section/${section.name}?seal#${anchorOf(node.name, turn)}`;

/** Freezes the visit; names files that have to be taken again, if any. */
async function seal(phone: Phone, open: OpenVisit): Promise<readonly { question: string }[]> {
  const here = address.peek();
  await open.settled();
  await giveMetadata(open, phone.store.person);
  const outcome = await phone.store.seal(open.visit.id, BUILD, momentNow());
  if (outcome.kind === "retake") return outcome.files;
  putDown();
  await phone.refresh();
  goFrom(here, `/visits/${open.visit.id}`, "replace");
  void phone.runner.wake("sealed");
  return [];
}

/** What is missing is listed and one tap away; then the seal. */
export function SealPage({ open }: { open: OpenVisit }) {
  const phone = usePhone();
  const [asking, setAsking] = useState(false);
  const [retake, setRetake] = useState<readonly { question: string }[]>([]);
  const lacking = lackingIn(open);
  const [first] = lacking;
  const store = storeOf(phone.store.person, phone.seen.value, open.visit.assignment);
  const heading = first ? say("seal.missing", { n: lacking.length }) : say("seal.complete");
  useTitle(heading);
  const doSeal = async () => {
    const wanting = await phone.written(seal(phone, open));
    setAsking(false);
    setRetake(wanting ?? []);
  };
  const last = open.way.value.at(-1);
  return (
    <>
      <Way
        title={store?.name ?? say("visit.any")}
        back={last ? `/visits/${open.visit.id}/section/${last.name}` : "/today"}
        isPlain
      />
      <main>
        <Troubles />
        <Heading words={heading} className="page" />
        <p class="quiet brief-words">{say(first ? "seal.tap_one" : "seal.nothing_missing")}</p>
        {retake.length > 0 && (
          <p class="banner asks" role="alert">
            {say("seal.retake", { n: retake.length })}
          </p>
        )}
        <LackingRows open={open} lacking={lacking} />
        <Facts open={open} />
        <WentOn visit={open.visit.id} on="sealing" />
        <p class="notice">{say("seal.freezes")}</p>
        <AllSections open={open} />
      </main>
      <footer class="bar">
        <div class="acts">
          {first ? (
            <>
              <a class="act first" href={addressOf(open, first)}>
                {first.node.code ? say("seal.answer", { code: first.node.code }) : say("seal.answer_first")}
              </a>
              <button type="button" class="act bare" onClick={() => setAsking(true)}>
                {say("seal.without")}
              </button>
            </>
          ) : (
            <button type="button" class="act first" onClick={() => void doSeal()}>
              {say("seal.do")}
            </button>
          )}
        </div>
      </footer>
      {asking && (
        <Sure
          title={say("seal.sure", { n: lacking.length })}
          yes={say("seal.without")}
          no={say("seal.not_yet")}
          onYes={() => void doSeal()}
          onNo={() => setAsking(false)}
        >
          <p class="quiet">{say("seal.sure_why")}</p>
        </Sure>
      )}
    </>
  );
}

function LackingRows({ open, lacking }: { open: OpenVisit; lacking: readonly Lacking[] }) {
  return (
    <div>
      {lacking.map((each) => (
        <a class="row" key={anchorOf(each.node.name, each.turn)} href={addressOf(open, each)}>
          <span class="name">{sectionTitle(open, each.section)}</span>
          <span class="end faint">{each.node.code}</span>
          <span class="more" dir="auto">
            {open.asked(each.node.name, each.turn).value.label}
          </span>
        </a>
      ))}
    </div>
  );
}

function Facts({ open }: { open: OpenVisit }) {
  const answers = open.answers.value;
  const taps = tapsOf(open.edition.body).flatMap((tap) => {
    const at = answers[tap.name];
    return typeof at === "string" ? [{ tap, at }] : [];
  });
  const photos = open.photos.value.length;
  return (
    <dl class="facts long stack">
      {taps.map(({ tap, at }) => (
        <Fact key={tap.name} name={tapWord(tap)} is={clock(at)} />
      ))}
      {photos > 0 && <Fact name={say("seal.photos")} is={say("seal.photos_here", { n: photos })} />}
    </dl>
  );
}

const Fact = ({ name, is }: { name: string; is: string }) => (
  <>
    <dt dir="auto">{name}</dt>
    <dd>{is}</dd>
  </>
);

function AllSections({ open }: { open: OpenVisit }) {
  return (
    <details>
      <summary>{say("seal.sections")}</summary>
      <div>
        {open.way.value.map((section) => (
          <a class="row" key={section.name} href={`/visits/${open.visit.id}/section/${section.name}`}>
            <span class="name">{sectionTitle(open, section)}</span>
            <span class="end quiet">
              {say(section.progress.lacking.length ? "section.missing" : "section.whole", {
                n: section.progress.lacking.length,
              })}
            </span>
          </a>
        ))}
        <DeleteVisit visit={open.visit.id} />
      </div>
    </details>
  );
}
