import { momentNow } from "../domain/moment";
import type { Surroundings } from "./ports";

/** Without Web Locks (an old browser) this tab is taken to be the only one. */
async function alone(name: string, work: () => Promise<void>): Promise<boolean> {
  const { locks } = navigator;
  if (!locks) return work().then(() => true);
  return locks.request(name, { ifAvailable: true }, async (lock) => {
    if (lock) await work();
    return lock !== null;
  });
}

function awakenings(call: (cause: "online" | "foreground") => void): () => void {
  const online = () => call("online");
  const seen = () => {
    if (document.visibilityState === "visible") call("foreground");
  };
  addEventListener("online", online);
  addEventListener("pageshow", seen);
  document.addEventListener("visibilitychange", seen);
  return () => {
    removeEventListener("online", online);
    removeEventListener("pageshow", seen);
    document.removeEventListener("visibilitychange", seen);
  };
}

function channel(name: string, heard: (word: string) => void) {
  if (typeof BroadcastChannel === "undefined") return { say() {}, close() {} };
  const line = new BroadcastChannel(name);
  line.onmessage = ({ data }) => heard(String(data));
  return { say: (word: string) => line.postMessage(word), close: () => line.close() };
}

/** The clock, the dice, the tabs and the network of this browser. */
export const browserSurroundings = (): Surroundings => ({
  now: momentNow,
  chance: Math.random,
  online: () => navigator.onLine !== false,
  alone,
  after(ms, call) {
    const timer = setTimeout(call, ms);
    return () => clearTimeout(timer);
  },
  awakenings,
  channel,
});
