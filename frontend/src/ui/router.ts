import { signal } from "@preact/signals";

/** Path of the screen that is shown. */
export const address = signal(typeof location === "undefined" ? "/" : location.pathname);

/** What stands behind the question mark: the filters of a view that can be shared. */
export const query = signal(typeof location === "undefined" ? "" : location.search);

/** Goes to another screen of the app. `replace` leaves no trace of the one before. */
export function go(to: string, how: "push" | "replace" = "push"): void {
  if (how === "push") history.pushState(null, "", to);
  else history.replaceState(null, "", to);
  arrive();
}

/** The same after something that took a while: whoever has gone elsewhere since is left where she is. */
export function goFrom(here: string, to: string, how: "push" | "replace" = "push"): void {
  if (address.peek() === here) go(to, how);
}

function arrive(): void {
  const isSame = address.value === location.pathname;
  address.value = location.pathname;
  query.value = location.search;
  if (!location.hash && !isSame) scrollTo(0, 0);
}

/** A part of an address in plain letters; one that was cut in the middle of a letter stands as it came. */
export function decoded(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}

/** The parts of a path that a pattern names (`/visits/:visit`), or null where it doesn't fit. */
export function match(pattern: string, path: string): Readonly<Record<string, string>> | null {
  const [wanted, given] = [pattern.split("/"), path.replace(/\/+$/, "").split("/")];
  if (wanted.length !== given.length) return null;
  const parts: Record<string, string> = {};
  for (const [i, want] of wanted.entries()) {
    if (want.startsWith(":")) parts[want.slice(1)] = decoded(given[i] ?? "");
    else if (want !== given[i]) return null;
  }
  return parts;
}

/** The link that a click would follow within the app; null where it does something else. */
export function linkOf(event: MouseEvent): HTMLAnchorElement | null {
  const held = event.metaKey || event.ctrlKey || event.shiftKey || event.altKey;
  if (event.defaultPrevented || event.button !== 0 || held) return null;
  const link = (event.target as Element | null)?.closest?.("a");
  const leaves = !link || link.target || link.hasAttribute("download") || link.origin !== location.origin;
  return leaves || link.pathname.startsWith("/api/") ? null : link;
}

/** Lets every link within the app change the screen instead of loading a page. */
export function followLinks(): void {
  addEventListener("popstate", () => {
    address.value = location.pathname;
    query.value = location.search;
  });
  document.addEventListener("click", (event) => {
    const link = linkOf(event);
    if (!link || (link.pathname === location.pathname && link.hash)) return;
    event.preventDefault();
    go(link.pathname + link.search + link.hash, link.dataset.replace === undefined ? "push" : "replace");
  });
}
