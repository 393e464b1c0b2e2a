import type { KeptPerson } from "./api/person";

export type AreaName = "signin" | "account" | "shopper" | "manager" | "hq" | "pulse";

/** Headquarters' own addresses; everything else at a desk is the manager's area. */
const HQ =
  /^\/(checklists|scenarios|places|people|brand|waves|assignments|shoppers|pay|alert-rules|journal|webhooks|retention|set-aside|figures|studies)(\/|$)/;

/** The staff's pulse asks nobody's name: whoever holds a link may answer, signed in or not. */
const PULSE = "/pulse/";

export const SIGN_IN = "/sign-in";

/** Everybody's own: how she comes in, and where she is signed in. */
export const ACCOUNT = "/account";

const isShopper = (person: KeptPerson): boolean => person.may.includes("shop");

/** The area that an address belongs to, for a person. */
export function areaOf(person: KeptPerson | null, path: string): AreaName {
  if (path.startsWith(PULSE)) return "pulse";
  if (!person || path === SIGN_IN) return "signin";
  if (path === ACCOUNT) return "account";
  if (isShopper(person)) return "shopper";
  return HQ.test(path) ? "hq" : "manager";
}

/** Where a person begins; a shopper's area finds by itself where she was. */
export function homeOf(person: KeptPerson): string {
  if (isShopper(person)) return "/";
  if (person.may.includes("see_standing")) return "/standing";
  return person.may.includes("review") ? "/review" : "/visits";
}
