import { language, localeOf } from "./language";

const DAY = 86_400_000;

/** A formatter is dear to make and cheap to keep. */
const kept = new Map<string, Intl.DateTimeFormat>();

function formatter(options: Intl.DateTimeFormatOptions, zone?: string): Intl.DateTimeFormat {
  const all = zone ? { ...options, timeZone: zone } : options;
  const key = language.value + JSON.stringify(all);
  const found = kept.get(key);
  if (found) return found;
  const made = new Intl.DateTimeFormat(localeOf(language.value), all);
  kept.set(key, made);
  return made;
}

/** The clock there, 14:32; `zone` is an IANA name, the phone's own when left out. */
export const clock = (at: string | number | Date, zone?: string): string =>
  formatter({ hour: "2-digit", minute: "2-digit", hourCycle: "h23" }, zone).format(new Date(at));

/** The clock to the second, 14:32:07. */
export const clockToSecond = (at: string | number | Date, zone?: string): string =>
  formatter({ hour: "2-digit", minute: "2-digit", second: "2-digit", hourCycle: "h23" }, zone).format(
    new Date(at),
  );

/** Saturday 21 November. */
export const longDay = (at: string | number | Date, zone?: string): string =>
  formatter({ weekday: "long", day: "numeric", month: "long" }, zone).format(new Date(at));

/** Saturday. */
export const weekday = (at: string | number | Date, zone?: string): string =>
  formatter({ weekday: "long" }, zone).format(new Date(at));

/** The calendar day somewhere, 2026-11-21: for comparing, never for reading. */
export function dayKey(at: string | number | Date, zone?: string): string {
  const options: Intl.DateTimeFormatOptions = { year: "numeric", month: "2-digit", day: "2-digit" };
  return new Intl.DateTimeFormat("en-CA", zone ? { ...options, timeZone: zone } : options).format(
    new Date(at),
  );
}

/** How many calendar days from `now` to `at`: −1 yesterday, 0 today, 1 tomorrow. */
export function daysAway(at: string | number | Date, now: number, zone?: string): number {
  return Math.round((Date.parse(dayKey(at, zone)) - Date.parse(dayKey(now, zone))) / DAY);
}

const capital = (words: string): string => words.charAt(0).toLocaleUpperCase(language.value) + words.slice(1);

/** Today, yesterday, tomorrow, or Tue 24 Nov. */
export function nearDay(at: string | number | Date, now: number, zone?: string): string {
  const away = daysAway(at, now, zone);
  if (Math.abs(away) > 1)
    return formatter({ weekday: "short", day: "numeric", month: "short" }, zone).format(new Date(at));
  return new Intl.RelativeTimeFormat(localeOf(language.value), { numeric: "auto" }).format(away, "day");
}

const NOON = "T12:00:00Z"; // a calendar day has no zone: at noon it is the same day as it is written

/** A calendar day, `2026-11-22`, with its year: 22 Nov 2026. */
export const wholeDay = (day: string): string =>
  formatter({ day: "numeric", month: "short", year: "numeric" }, "UTC").format(new Date(day + NOON));

/** From one calendar day to another, with the year: 23 Sept – 22 Dec 2026. */
export const fromDayToDay = (from: string, to: string): string =>
  formatter({ day: "numeric", month: "short", year: "numeric" }, "UTC").formatRange(
    new Date(from + NOON),
    new Date(to + NOON),
  );

/** A window of time in the store's zone: "Today, 14:00 – 18:00", or "Tue 24 – Thu 26 Nov". */
export function windowWords(from: string, to: string, now: number, zone?: string): string {
  const [start, end] = [new Date(from), new Date(to)];
  if (dayKey(start, zone) !== dayKey(end, zone))
    return formatter({ weekday: "short", day: "numeric", month: "short" }, zone).formatRange(start, end);
  const hours = formatter({ hour: "2-digit", minute: "2-digit", hourCycle: "h23" }, zone);
  return `${capital(nearDay(from, now, zone))}, ${hours.formatRange(start, end)}`;
}

/** A day and its clock: "Monday 23 November, 18:00". */
export const dayAndClock = (at: string, zone?: string): string => `${longDay(at, zone)}, ${clock(at, zone)}`;

/** A number of bytes in the unit a person reads: 4.1 GB. */
export function bytesWords(bytes: number): string {
  const [unit, size] = bytes >= 1e9 ? (["gigabyte", 1e9] as const) : (["megabyte", 1e6] as const);
  return new Intl.NumberFormat(localeOf(language.value), {
    style: "unit",
    unit,
    maximumFractionDigits: bytes >= 1e9 && bytes < 1e10 ? 1 : 0,
  }).format(bytes / size);
}

/** An amount as its currency writes it: "65.00" and "GBP" are £65. Nothing where there is nothing to pay. */
export function moneyWords(amount: string | null, currency: string | undefined): string {
  const number = Number(amount ?? 0);
  if (!number) return "";
  if (!currency) return String(amount);
  return new Intl.NumberFormat(localeOf(language.value), {
    style: "currency",
    currency,
    minimumFractionDigits: Number.isInteger(number) ? 0 : 2,
  }).format(number);
}

/** The same where a row wants an amount, be it nothing: £0. */
export const sumWords = (amount: string, currency: string): string =>
  moneyWords(amount, currency) ||
  new Intl.NumberFormat(localeOf(language.value), {
    style: "currency",
    currency,
    minimumFractionDigits: 0,
  }).format(0);

/** The week of a day, `2026-11-22`, after ISO 8601: it belongs to the year in which its Thursday lies. */
export function isoWeek(day: string): number {
  const at = new Date(`${day}T00:00:00Z`);
  at.setUTCDate(at.getUTCDate() + 4 - (at.getUTCDay() || 7));
  return Math.ceil(((at.getTime() - Date.UTC(at.getUTCFullYear(), 0, 1)) / 86_400_000 + 1) / 7);
}
