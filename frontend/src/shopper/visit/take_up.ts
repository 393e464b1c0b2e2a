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
