import type { Assignment } from "../../domain/assignment";
import type { Edition } from "../../domain/edition";
import type { Moment } from "../../domain/moment";
import type { NewAnswer } from "../words";

/** What the tests of the store are played with. */

let clock = Date.UTC(2026, 2, 11, 14);

/** A moment one second after the last one. */
export function soon(): Moment {
  clock += 1000;
  return {
    ...{ at: new Date(clock).toISOString(), wall: clock, monotonic: clock, origin: 0, zone: "Europe/Paris" },
  };
}

export const answered = (name: string, value: NewAnswer["value"]): NewAnswer => ({
  ...{ name, value, at: soon(), position: { section: "welcome", question: name } },
});

export const photographed = (question: string, bytes: ArrayBuffer) => ({
  ...{ question, bytes, mime: "image/jpeg", width: 1600, height: 1200, taken_at: soon().at },
});

/** Bytes that differ from one another, so that a wrong order shows. */
export function picture(bytes: number, first = 0): ArrayBuffer {
  return Uint8Array.from({ length: bytes }, (_, n) => (n * 31 + (n >> 8) + first) % 251).buffer;
}

export const edition: Edition = {
  ...{ v: 1, form: { id: "f", title: "F", version: "1" }, languages: [], default_language: "en" },
  ...{ scoring: "points", lists: {} },
  body: [
    {
      ...{ kind: "group", name: "welcome" },
      body: [
        { kind: "question", type: "text", name: "greeting" },
        { kind: "question", type: "image", name: "window_photo" },
        { kind: "repeat", name: "rings", body: [{ kind: "question", type: "image", name: "ring_photo" }] },
      ],
    },
  ],
};

export const assignment = (id: string, sha256: string): Assignment => ({
  ...{ id, state: "open", checklist: "F", edition: sha256, brief: "", languages: ["en"], fee: null },
  store: { id: "s", name: "Place Vendôme", address: "", lat: null, lon: null, timezone: "Europe/Paris" },
  window: { from: "2026-03-01T00:00:00Z", to: "2026-03-31T00:00:00Z" },
  scenario: { scenario_look: "dressed_up" },
});
