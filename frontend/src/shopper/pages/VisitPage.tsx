import { useEffect, useRef } from "preact/hooks";
import { isOpen, type Visit } from "../../domain/visit";
import { address, goFrom } from "../../ui/router";
import { laterPage } from "../later_page";
import { newestParcel } from "../parts/agenda";
import { Way } from "../parts/Way";
import { usePhone } from "../phone";
import { useOpenVisit } from "../visit/in_hand";
import type { OpenVisit } from "../visit/open_visit";
import { say } from "../words";
import { SectionPage } from "./SectionPage";

const SealPage = laterPage(async () => (await import("./SealPage")).SealPage);
const SentBackPage = laterPage(async () => (await import("./SentBackPage")).SentBackPage);
const UnreadPage = laterPage(async () => (await import("./UnreadPage")).UnreadPage);
const SentPage = laterPage(async () => (await import("./SentPage")).SentPage);

export interface VisitPageProps {
  readonly id: string;
  /** a section's name, or what else of the draft is looked at */
  readonly section?: string | undefined;
  readonly isSealing?: boolean;
}

/** A visit, whatever it is now: sent, sent back, or a draft at one of its sections. */
export function VisitPage(props: VisitPageProps) {
  const { seen } = usePhone();
  const visit = seen.value.visits.find((each) => each.id === props.id);
  const parcel = newestParcel(seen.value.parcels, props.id);
  const wasOpen = useWasOpen(props.id, visit);
  if (!visit) return <Lost words={say("visit.gone")} />;
  const isInside = visit.wentOn && (wasOpen || props.section !== undefined || props.isSealing);
  if (parcel && !isOpen(visit) && !isInside) return <SentPage visit={visit} parcel={parcel} />;
  return <Draft key={`${visit.id} ${visit.revision}`} {...props} visit={visit} />;
}

/** Whether a visit was open when she came here: nothing is taken out of her hands, least of all with the camera open. */
function useWasOpen(id: string, visit: Visit | undefined): boolean {
  const met = useRef<string | null>(null);
  if (visit && isOpen(visit)) met.current = id;
  return met.current === id;
}

interface DraftProps extends VisitPageProps {
  readonly visit: Visit;
}

function Draft({ id, section, isSealing = false, visit }: DraftProps) {
  const open = useOpenVisit(usePhone(), id);
  if (open === undefined) return null;
  if (open === null) return <Lost words={say("visit.no_edition")} />;
  if (open === "unread") return <UnreadPage />;
  if (isSealing) return <SealPage open={open} />;
  if (section === undefined && visit.sentBack)
    return <SentBackPage open={open} visit={visit} back={visit.sentBack} />;
  return <AtSection open={open} name={section} />;
}

/** The section that was asked for, else where the visit was left, else the first. */
function AtSection({ open, name }: { open: OpenVisit; name: string | undefined }) {
  const { store } = usePhone();
  const here = open.way.value.find((each) => each.name === name);
  const isHere = here !== undefined;
  useEffect(() => {
    if (isHere) return;
    const asked = address.peek();
    void store.position(open.visit.id).then((left) => {
      const way = open.way.peek();
      const to = way.find((each) => each.name === left?.section) ?? way[0];
      if (to) goFrom(asked, `/visits/${open.visit.id}/section/${to.name}`, "replace");
    });
  }, [name, isHere]);
  return here ? <SectionPage key={here.name} open={open} section={here} /> : null;
}

function Lost({ words }: { words: string }) {
  return (
    <>
      <Way title={say("visit.any")} back="/visits" />
      <main>
        <p class="empty">{words}</p>
      </main>
    </>
  );
}
