import type { Health } from "./words";

const MEGABYTE = 1024 * 1024;
const LEAST_FREE = 200 * MEGABYTE;
const BUDGETS = 3;
/** As long as browsers let a cookie live, in seconds. */
const COOKIE_AGE = 400 * 86_400;

/** Free space and whether the browser has promised not to erase it; `photoBudget` in bytes. */
export async function healthOf(photoBudget: number | Promise<number>): Promise<Health> {
  const storage = globalThis.navigator?.storage;
  const [persisted = false, estimate, budget] = await Promise.all([
    ...([storage?.persisted?.().catch(() => false), storage?.estimate?.().catch(() => null)] as const),
    photoBudget,
  ]);
  const known = estimate?.quota !== undefined && estimate.usage !== undefined;
  const free = known ? Math.max(0, (estimate.quota ?? 0) - (estimate.usage ?? 0)) : null;
  return { persisted, free, roomy: free === null || free >= Math.max(LEAST_FREE, BUDGETS * budget) };
}

/** Asks for storage that isn't erased without the person; false where refused or unknown. */
export async function askToPersist(): Promise<boolean> {
  return (await globalThis.navigator?.storage?.persist?.().catch(() => false)) ?? false;
}

const cookieName = (database: string): string => `encore_held_${database.replace(/[^A-Za-z0-9]/g, "_")}`;

/** Whether a word outside the database says that it was here before. */
function isRemembered(database: string): boolean {
  const cookie = globalThis.document?.cookie.includes(`${cookieName(database)}=`) ?? false;
  try {
    return cookie || localStorage.getItem(cookieName(database)) !== null;
  } catch {
    return cookie; // storage is forbidden here: the cookie alone speaks
  }
}

function remember(database: string): void {
  if (globalThis.document) {
    // biome-ignore lint/suspicious/noDocumentCookie: the Cookie Store API is missing on iPhones
    document.cookie = `${cookieName(database)}=1; path=/; max-age=${COOKIE_AGE}; SameSite=Lax`;
  }
  try {
    localStorage.setItem(cookieName(database), "1");
  } catch {
    // the cookie alone remembers
  }
}

/** The canary: true when a database that was here before had to be made anew. Call once it is open. */
export function wasEvicted(database: string, isNew: boolean): boolean {
  const evicted = isNew && isRemembered(database);
  remember(database);
  return evicted;
}
