import type { Moment } from "./moment";

const DAY = 24 * 60 * 60 * 1000; // milliseconds

/**
 * A new id, made on the phone: UUID version 7 (RFC 9562), so that ids sort by the time of their making.
 * `wall` is milliseconds since 1970. (The package of that name costs four times the rest of this folder.)
 */
export function newId(wall = Date.now()): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  const view = new DataView(bytes.buffer);
  view.setUint16(0, Math.floor(wall / 2 ** 32));
  view.setUint32(2, wall % 2 ** 32);
  view.setUint8(6, 0x70 | (view.getUint8(6) & 0x0f));
  view.setUint8(8, 0x80 | (view.getUint8(8) & 0x3f));
  const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})/, "$1-$2-$3-$4-");
}

/**
 * The id of a visit that was opened then. Stores and regions read it in addresses and files, and may know a visit's
 * week but never its day: its clock is set back to the Monday of that week, by the calendar where the phone was.
 */
export function visitId({ at }: Pick<Moment, "at">): string {
  const day = Date.parse(`${at.slice(0, 10)}T00:00:00Z`);
  const sinceMonday = (new Date(day).getUTCDay() + 6) % 7;
  return newId(day - sinceMonday * DAY);
}
