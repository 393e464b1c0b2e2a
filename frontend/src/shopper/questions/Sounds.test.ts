// @vitest-environment happy-dom
import { h, render } from "preact";
import { expect, it, vi } from "vitest";
import type { FileProps } from "./files";
import { Sounds } from "./Sounds";

/** Waits for a fact; a busy machine is slow, not wrong. */
const until = <T>(fact: () => T) => vi.waitFor(fact, { timeout: 30_000 });

/** A microphone that records until it is told to stop, and gives then what it heard. */
class Microphone {
  static track = { stop: vi.fn() };
  state = "inactive";
  mimeType = "audio/webm";
  ondataavailable = (_: { data: Blob }) => {};
  onstop = () => {};
  start() {
    this.state = "recording";
  }
  stop() {
    this.state = "inactive";
    this.ondataavailable({ data: new Blob(["heard"]) });
    this.onstop();
  }
}

it("keeps what was recorded, and lets the microphone go, when she goes on without stopping it", async () => {
  vi.stubGlobal("MediaRecorder", Microphone);
  const stream = { getTracks: () => [Microphone.track] };
  Object.assign(navigator, { mediaDevices: { getUserMedia: async () => stream } });
  const keep = vi.fn(async () => undefined);
  const node = { kind: "question", type: "audio", name: "voice_note" };
  const props = { id: "q", node, asked: {}, names: [], keep } as unknown as FileProps;
  const place = document.createElement("div");
  render(h(Sounds, props), place);
  place.querySelector("button")?.click();
  await until(() => expect(place.querySelector("[aria-pressed=true]")).not.toBeNull());
  render(null, place);
  await until(() => expect(keep).toHaveBeenCalledWith(expect.objectContaining({ mime: "audio/webm" })));
  expect(Microphone.track.stop).toHaveBeenCalled();
});
