import type { Me } from "../../domain/me";

/** A place of the desks: its address, its word, and the act that opens it. */
export interface Door {
  to: string;
  word:
    | "standing"
    | "stores"
    | "review"
    | "visits"
    | "appeals"
    | "insights"
    | "forecast"
    | "figures"
    | "exports"
    | "checklists"
    | "waves"
    | "places"
    | "people"
    | "brand"
    | "set_aside"
    | "pay"
    | "scenarios"
    | "shoppers"
    | "alert_rules"
    | "retention"
    | "journal"
    | "webhooks";
  may: string;
  /** open to schedulers alone, to whom shoppers have names */
  schedules?: true;
  /** other addresses that are reached through it */
  leads?: readonly string[];
}

const DOORS: readonly Door[] = [
  { to: "/standing", word: "standing", may: "see_standing" },
  { to: "/stores", word: "stores", may: "see_standing" },
  { to: "/review", word: "review", may: "review" },
  { to: "/visits", word: "visits", may: "see_visits" },
  { to: "/appeals", word: "appeals", may: "see_visits" },
  { to: "/insights", word: "insights", may: "see_standing" },
  { to: "/forecast", word: "forecast", may: "forecast" },
  { to: "/exports", word: "exports", may: "export" },
];

/** Headquarters' own places stand in a line of their own. */
const OFFICE: readonly Door[] = [
  { to: "/checklists", word: "checklists", may: "write_checklists" },
  { to: "/scenarios", word: "scenarios", may: "plan_waves" },
  { to: "/waves", word: "waves", may: "plan_waves", leads: ["/assignments"] },
  { to: "/shoppers", word: "shoppers", may: "schedule", schedules: true },
  { to: "/places", word: "places", may: "keep_places" },
  { to: "/people", word: "people", may: "keep_people" },
  { to: "/brand", word: "brand", may: "keep_people" },
  { to: "/set-aside", word: "set_aside", may: "see_set_aside" },
  { to: "/figures", word: "figures", may: "keep_figures", leads: ["/studies"] },
  { to: "/pay", word: "pay", may: "settle_pay" },
  { to: "/alert-rules", word: "alert_rules", may: "keep_rules" },
  { to: "/journal", word: "journal", may: "read_journal" },
  { to: "/webhooks", word: "webhooks", may: "keep_webhooks" },
  { to: "/retention", word: "retention", may: "keep_law", schedules: true },
];

const isOpenTo =
  (me: Me) =>
  ({ may, schedules }: Door): boolean =>
    me.may.includes(may) && (!schedules || me.posts.some((post) => post.schedules));

/** The places that this person may go to. */
export const doorsOf = (me: Me): Door[] => DOORS.filter(isOpenTo(me));

/** Headquarters' own places that this person may go to. */
export const officeOf = (me: Me): Door[] => OFFICE.filter(isOpenTo(me));

const lies = (path: string, at: string): boolean => path === at || path.startsWith(`${at}/`);

/** Whether an address lies behind a door: its own page, one below it, or one that is reached through it. */
export const isBehind = ({ to, leads = [] }: Door, path: string): boolean =>
  [to, ...leads].some((at) => lies(path, at));
