import { uuidv7 } from "uuidv7";

/** A new id, made on the phone: version 7, so that ids sort by the time of their making. */
export const newId = (): string => uuidv7();
