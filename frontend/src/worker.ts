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
  if (event.data === "update") event.waitUntil(updateIfAlone());
});

/** Another tab may have a visit open: then the new build goes on waiting. */
async function updateIfAlone(): Promise<void> {
  const windows = await self.clients.matchAll({ type: "window", includeUncontrolled: true });
  if (windows.length <= 1) await self.skipWaiting();
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
