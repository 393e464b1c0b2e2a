/** A date or a moment: milliseconds on the clock where it was, and that clock's minutes east of UTC. */
export interface Moment {
  readonly wall: number;
  readonly zone: number;
  /** A date: no clock, no zone. */
  readonly whole: boolean;
}

const DAY = 86_400_000;
const MINUTE = 60_000;
const ISO =
  /^(\d{4}-\d\d-\d\d)(?:T((?:[01]\d|2[0-3]):[0-5]\d)(?::([0-5]\d)(?:\.(\d+))?)?(Z|([+-])((?:[01]\d|2[0-3])):([0-5]\d))?)?$/;

const instant = (moment: Moment): number => moment.wall - moment.zone * MINUTE;
const iso = (moment: Moment): string => new Date(moment.wall).toISOString();

/** Days since 1970-01-01: whole for a date, with a fraction for a moment. */
export const days = (moment: Moment): number => instant(moment) / DAY;

/** The date or moment that a text spells. A moment without a zone is in UTC. */
export const readMoment = (text: string): Moment | undefined => {
  const found = ISO.exec(text);
  if (!found) return undefined;
  const [, day = "", clock, seconds, fraction = "", , sign, hours, minutes] = found;
  const spelt = `${day}T${clock ?? "00:00"}:${seconds ?? "00"}.${fraction.slice(0, 3).padEnd(3, "0")}Z`;
  const wall = Date.parse(spelt);
  // The round trip finds the days that no month has; year 0 has no name in ISO's calendar of people.
  if (Number.isNaN(wall) || day < "0001" || new Date(wall).toISOString() !== spelt) return undefined;
  const zone = Number(`${sign ?? ""}1`) * (Number(hours ?? 0) * 60 + Number(minutes ?? 0));
  return { wall, zone: zone || 0, whole: !clock };
};

/** A whole number is a date; any other is a moment, seen in `zone`. */
export const momentOf = (number: number, zone: number): Moment | undefined => {
  if (!(number >= -719_162 && number < 2_932_896)) return undefined;
  if (Number.isInteger(number)) return { wall: number * DAY, zone: 0, whole: true };
  return { wall: Math.floor(number * DAY + 0.5) + zone * MINUTE, zone, whole: false };
};

/** `2026-03-11`, the day on the moment's own calendar. */
export const dateText = (moment: Moment): string => iso(moment).slice(0, 10);

/** `2026-03-11T15:04:00.000+01:00`. */
export const momentText = (moment: Moment): string => {
  const zone = Math.abs(moment.zone);
  const pad = (part: number): string => String(part).padStart(2, "0");
  const east = moment.zone < 0 ? "-" : "+";
  return `${iso(moment).slice(0, 23)}${east}${pad(Math.floor(zone / 60))}:${pad(zone % 60)}`;
};

/** ODK's signs of `format-date`, on the moment's own clock; months and weekdays in English. */
export const formatMoment = (moment: Moment, pattern: string): string => {
  const text = iso(moment);
  const at = (start: number, end: number): string => text.slice(start, end);
  const number = (start: number, end: number): string => String(Number(at(start, end)));
  const english = new Date(moment.wall).toUTCString(); // Wed, 11 Mar 2026 …
  const signs: Record<string, string> = {
    "%": "%",
    Y: at(0, 4),
    y: at(2, 4),
    m: at(5, 7),
    n: number(5, 7),
    b: english.slice(8, 11),
    d: at(8, 10),
    e: number(8, 10),
    H: at(11, 13),
    h: number(11, 13),
    M: at(14, 16),
    S: at(17, 19),
    3: at(20, 23),
    a: english.slice(0, 3),
  };
  return pattern.replace(/%(.)/gsu, (whole, sign: string) => signs[sign] ?? whole);
};

/** How many milliseconds `b` comes after `a`; a date beside a moment is midnight on that moment's clock. */
export const before = (a: Moment, b: Moment): number =>
  a.whole || b.whole ? b.wall - a.wall : instant(b) - instant(a);
