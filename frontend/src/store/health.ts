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
export function isRemembered(database: string): boolean {
  const cookie = globalThis.document?.cookie.includes(`${cookieName(database)}=`) ?? false;
  try {
    return cookie || localStorage.getItem(cookieName(database)) !== null;
  } catch {
    return cookie; // storage is forbidden here: the cookie alone speaks
  }
}

/** Leaves a word outside the database that it is here: the canary that tells when the browser erases it. */
export function remember(database: string): void {
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

const erasingName = (database: string): string => `${cookieName(database)}_erased`;

/** Notes beside the database that it was erased: whoever kills the page now, the next start tells HQ. */
export function noteErasing(database: string): void {
  try {
    localStorage.setItem(erasingName(database), "1");
  } catch {
    // this start alone knows
  }
}

/** Whether an erasing was noted that HQ does not know of. */
export function isErased(database: string): boolean {
  try {
    return localStorage.getItem(erasingName(database)) !== null;
  } catch {
    return false;
  }
}

/** HQ knows. */
export function forgetErasing(database: string): void {
  try {
    localStorage.removeItem(erasingName(database));
  } catch {
    // nothing was noted
  }
}
