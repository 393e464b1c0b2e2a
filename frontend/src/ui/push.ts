/** Web push of this browser. Nothing is asked before the person's own tap. */

/** What the browser allows now: `unable` where it has no push (an iPhone before the app is installed). */
export type PushState = "unable" | "denied" | "off" | "on";

const registration = async (): Promise<ServiceWorkerRegistration | undefined> =>
  "PushManager" in globalThis && "Notification" in globalThis
    ? navigator.serviceWorker?.getRegistration()
    : undefined;

export async function pushState(): Promise<PushState> {
  const worker = await registration();
  if (!worker) return "unable";
  if (Notification.permission === "denied") return "denied";
  return (await worker.pushManager.getSubscription()) ? "on" : "off";
}

/** Asks for permission and subscribes with the server's key; null where the person or the browser says no. */
export async function subscribe(applicationServerKey: string): Promise<PushSubscriptionJSON | null> {
  const worker = await registration();
  if (!worker || (await Notification.requestPermission()) !== "granted") return null;
  const made = await worker.pushManager.subscribe({ userVisibleOnly: true, applicationServerKey });
  return made.toJSON();
}

/** Ends the subscription; its address, so that the server can be told. */
export async function unsubscribe(): Promise<string | null> {
  const made = await (await registration())?.pushManager.getSubscription();
  if (!made) return null;
  await made.unsubscribe();
  return made.endpoint;
}
