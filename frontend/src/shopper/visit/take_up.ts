import { momentNow } from "../../domain/moment";
import type { Store } from "../../store";
import { defaultsIn } from "./defaults";
import { OpenVisit } from "./open_visit";

/**
 * Opens a draft where it was left; null when the visit or its edition is not on this phone. Whoever knows the
 * edition already says so: both are read at once.
 */
export async function takeUp(store: Store, id: string, likely?: string): Promise<OpenVisit | null> {
  const [draft] = await Promise.all([store.draft(id), likely === undefined ? null : store.edition(likely)]);
  const edition = draft && (await store.edition(draft.visit.edition));
  if (!draft || !edition) return null;
  const open = new OpenVisit(store, edition, draft);
  if (draft.trail.length === 0 && draft.visit.revision === 1) await begin(open);
  return open;
}

async function begin(open: OpenVisit): Promise<void> {
  void noteStart(open);
  for (const [name, value] of defaultsIn(open.sheet.peek(), open.edition.body)) {
    await open.preset(name, value);
  }
}

/**
 * Where the visit was opened, for a checklist that asks, unless she took her consent back. She is not kept waiting
 * for it.
 */
async function noteStart(open: OpenVisit): Promise<void> {
  const places = [...open.sheet.peek().outline.places.values()];
  const asks = places.find(({ node }) => node.kind === "question" && node.type === "start-geopoint");
  if (!asks || !globalThis.navigator?.geolocation) return;
  const briefing = await open.store.briefing();
  if (briefing?.person.taken_back?.includes("place")) return;
  navigator.geolocation.getCurrentPosition(
    ({ coords: { latitude: lat, longitude: lon, accuracy } }) =>
      void open.preset(asks.node.name, { lat, lon, accuracy: Math.round(accuracy) }),
    () => undefined, // a phone that doesn't know where it is stops nobody
    { timeout: 25_000, maximumAge: 60_000 },
  );
}

const DEVICE = "encore.device";

/** A name for this phone that says nothing about it. */
function device(): string {
  const kept = localStorage.getItem(DEVICE) ?? crypto.randomUUID();
  localStorage.setItem(DEVICE, kept);
  return kept;
}

/** Gives the questions that no person answers: beginning, end, day, who, which phone. */
export async function giveMetadata(open: OpenVisit, person: string): Promise<void> {
  const now = momentNow().at;
  const { opened } = open.visit;
  const given: Readonly<Record<string, string>> = {
    ...{ start: opened.at, end: now, today: opened.at.slice(0, 10), username: person, deviceid: device() },
  };
  for (const { node } of open.sheet.peek().outline.places.values()) {
    if (node.kind !== "question" || !(node.type in given)) continue;
    const fixed = node.type !== "end" && open.answers.peek()[node.name] !== undefined;
    if (!fixed) await open.preset(node.name, given[node.type]);
  }
}
