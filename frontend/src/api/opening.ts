import type { Briefing } from "../domain/assignment";
import type { Me } from "../domain/me";
import type { Briefed } from "../domain/wire";
import { session } from "./cookies";

/** The block that `config/shell.py` lays into the page. */
interface Laid {
  readonly me: Me | null;
  readonly etag?: string;
  readonly news?: Briefing;
  /** printed editions by their hash, as the exact text of their bytes */
  readonly editions?: Readonly<Record<string, string>>;
}

/** What came with the page itself, so that a phone that knows nothing yet asks for nothing. */
export interface Opening {
  /** who is signed in, null for nobody; undefined where the page doesn't say: one that this phone kept */
  readonly me: Me | null | undefined;
  /** her news, once and for the session that asked for the page; null otherwise */
  news(): Briefed | null;
  /** the news were taken up: whoever wants newer ones asks */
  spend(): void;
  edition(sha256: string): ArrayBuffer | null;
}

/** Milliseconds for which the page's news are news. */
const FRESH = 60_000;

function read(words: string | null): Laid | null {
  try {
    return JSON.parse(words ?? "null") as Laid | null;
  } catch {
    return null; // a page cut on its way
  }
}

/** The server's clock now, by the word it sent in the middle of the page's own journey. */
function clockNow(told: string, now: number): string | null {
  const [page] = performance.getEntriesByType("navigation") as PerformanceNavigationTiming[];
  const sent = page ? (page.requestStart + page.responseStart) / 2 : now;
  const wall = Date.parse(told) + now - sent;
  return Number.isNaN(wall) ? null : new Date(wall).toISOString();
}

export function openingFrom(words: string | null): Opening {
  const laid = read(words);
  const asked = session();
  let news = laid?.news ?? null;
  return {
    me: laid ? laid.me : undefined,
    news() {
      const now = performance.now();
      if (!news || now > FRESH || session() !== asked) return null;
      return { briefing: news, etag: laid?.etag ?? null, told: clockNow(news.server_time, now) };
    },
    spend() {
      news = null;
    },
    edition(sha256) {
      const text = laid?.editions?.[sha256];
      return text === undefined ? null : new TextEncoder().encode(text).buffer;
    },
  };
}

/** Takes the block out of the page. */
function taken(): string | null {
  const block = globalThis.document?.getElementById("opening");
  block?.remove();
  return block?.textContent ?? null;
}

export const opening: Opening = openingFrom(taken());
