import { getCacheKeyForURL, matchPrecache, precache } from "workbox-precaching";

/**
 * The shell, offline. It touches GETs of our own shell only: never an upload, never a call to the API.
 * A new build waits until it is told; the build that people are using stays cached until then.
 */
declare const self: ServiceWorkerGlobalScope;

const SHELL = "/index.html";
/** What the server answers itself, whoever asks. */
const NOT_SHELL = /^\/(api|_allauth|media|admin|static)(\/|$)/;

precache(self.__WB_MANIFEST);

self.addEventListener("activate", (event) => {
  // the very first visit is offline-ready without a second load
  event.waitUntil(self.clients.claim());
});

self.addEventListener("message", (event) => {
  if (event.data === "update") event.waitUntil(updateIfAlone(event.ports[0]));
});

/** Another tab may have a visit open: then the new build goes on waiting, and whoever asked is told so. */
async function updateIfAlone(asker: MessagePort | undefined): Promise<void> {
  const windows = await self.clients.matchAll({ type: "window", includeUncontrolled: true });
  if (windows.length <= 1) await self.skipWaiting();
  else asker?.postMessage("elsewhere");
}

interface Told {
  readonly title: string;
  readonly body: string;
  readonly link: string;
}

const told = (data: PushMessageData | null): Told | null => {
  try {
    return data?.json() as Told;
  } catch {
    return null; // a browser wants something to be shown all the same
  }
};

/** Discreet: the app's own name, and that there is something new. The words are the server's, and tell no store. */
self.addEventListener("push", (event) => {
  const { title = "Notes", body = "", link = "/" } = told(event.data) ?? {};
  const shown = { body, tag: "news", icon: "/icon-192.png", silent: true, data: { link } };
  event.waitUntil(self.registration.showNotification(title, shown));
});

self.addEventListener("notificationclick", (event) => {
  event.notification.close();
  const { link } = event.notification.data as Pick<Told, "link">;
  event.waitUntil(openAt(link));
});

/** The window that is there comes to the front, where it is: a visit may be open in it. Else a new one opens. */
async function openAt(link: string): Promise<void> {
  const [window] = await self.clients.matchAll({ type: "window" });
  if (window) await window.focus();
  else await self.clients.openWindow(new URL(link || "/", self.location.origin).pathname);
}

async function fromShell(address: string, request: Request): Promise<Response> {
  return (await matchPrecache(address)) ?? fetch(request);
}

self.addEventListener("fetch", (event) => {
  const { request } = event;
  const { origin, pathname } = new URL(request.url);
  if (request.method !== "GET" || origin !== self.location.origin || NOT_SHELL.test(pathname)) return;
  if (request.mode === "navigate") event.respondWith(fromShell(SHELL, request));
  else if (getCacheKeyForURL(request.url)) event.respondWith(fromShell(request.url, request));
});
