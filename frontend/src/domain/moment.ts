/** One instant as a phone can know it: its clock, a clock that can't be set, and its zone. */
export interface Moment {
  /** the phone's clock, RFC 3339 with offset */
  readonly at: string;
  /** the same instant, milliseconds since 1970 by the phone's clock */
  readonly wall: number;
  /** milliseconds since `origin`, never set back */
  readonly monotonic: number;
  /** the start of the page that measured `monotonic`: two moments compare only within one */
  readonly origin: number;
  /** IANA name of the phone's zone */
  readonly zone: string;
}

const two = (n: number, width = 2): string => String(n).padStart(width, "0");

/** RFC 3339 with milliseconds; `east` is the zone's offset in minutes east of Greenwich. */
export function withOffset(wall: number, east: number): string {
  const local = new Date(wall + east * 60_000).toISOString().slice(0, -1);
  const minutes = Math.abs(east);
  return `${local}${east < 0 ? "-" : "+"}${two(Math.floor(minutes / 60))}:${two(minutes % 60)}`;
}

/** This instant, by this phone. */
export function momentNow(): Moment {
  const wall = Date.now();
  return {
    at: withOffset(wall, -new Date(wall).getTimezoneOffset()),
    wall,
    monotonic: performance.now(),
    origin: performance.timeOrigin,
    zone: Intl.DateTimeFormat().resolvedOptions().timeZone || "UTC",
  };
}

/**
 * Milliseconds between the first and the last moment that no setting of the clock can change.
 * Where the app was started anew in between, only the measured stretches count: a lower bound.
 */
export function elapsed(moments: readonly Pick<Moment, "monotonic" | "origin">[]): number {
  const stretches = new Map<number, [number, number]>();
  for (const { origin, monotonic } of moments) {
    const [from, to] = stretches.get(origin) ?? [monotonic, monotonic];
    stretches.set(origin, [Math.min(from, monotonic), Math.max(to, monotonic)]);
  }
  return Math.round([...stretches.values()].reduce((sum, [from, to]) => sum + to - from, 0));
}
