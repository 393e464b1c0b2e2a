import { signal } from "@preact/signals";

/** Whether a newer build is here and waits to be taken up. */
export const updateWaits = signal(false);

/** Whether the newer build was asked for and waits on: the app is open in another window, too. */
export const isElsewhere = signal(false);

/** Whether the app itself is kept on this phone and answers without a network. */
export const isAppKept = signal(Boolean(globalThis.navigator?.serviceWorker?.controller));

let registration: ServiceWorkerRegistration | null = null;

const look = (): void => {
  updateWaits.value = registration?.waiting !== null && registration?.waiting !== undefined;
  isAppKept.value = Boolean(navigator.serviceWorker.controller) || Boolean(registration?.active);
};

/** Milliseconds until the app is fetched once more where it could not be kept: the line broke in the middle of it. */
const PAUSE = 15_000;

const tryAgain = (): unknown => setTimeout(() => void keepApp(), PAUSE);

function watch(worker: ServiceWorker | null): void {
  worker?.addEventListener("statechange", () => {
    look();
    if (worker.state === "redundant" && !registration?.active) tryAgain();
  });
}

const watchNewest = (): void => watch(registration?.installing ?? null);

interface TrustedTypes {
  createPolicy(
    name: string,
    rules: { createScriptURL: (address: string) => string },
  ): { createScriptURL: (address: string) => unknown };
}

let address: unknown = null;

/** The one address of a script that our pages name at run time, as the content security policy wants it named
 * (Trusted Types, policy `encore`, made once a page); browsers without them take the bare address. */
function workerAddress(): string {
  const types = (globalThis as { trustedTypes?: TrustedTypes }).trustedTypes;
  const made = () => types?.createPolicy("encore", { createScriptURL: () => "/worker.js" });
  address ??= made()?.createScriptURL("") ?? "/worker.js";
  return address as string;
}

/** Registers the worker that keeps the app's own files. Call after the first drawing: it must not delay it. */
export async function keepApp(): Promise<void> {
  if (!("serviceWorker" in navigator) || import.meta.env.DEV) return;
  try {
    registration = await navigator.serviceWorker.register(workerAddress(), { scope: "/" });
  } catch {
    if (!isAppKept.value) tryAgain();
    return; // no worker, or no network to ask for a newer one: what is known stays true
  }
  watchNewest();
  registration.addEventListener("updatefound", watchNewest);
  navigator.serviceWorker.addEventListener("controllerchange", look);
  look();
}

/** Takes up the newer build and loads it. Never called while a visit is open: that is for the person to say. */
export function takeUpdate(): void {
  navigator.serviceWorker.addEventListener("controllerchange", () => location.reload(), { once: true });
  const { port1, port2 } = new MessageChannel();
  port1.onmessage = ({ data }: MessageEvent<unknown>) => {
    isElsewhere.value = data === "elsewhere";
    port1.close();
  };
  registration?.waiting?.postMessage("update", [port2]);
}
