/** Where the shopper was inside a visit: a killed app opens there again, and not on Today. */
const KEPT = "encore.at";

const INSIDE = /^\/(visits\/[^/]+(\/|$)|notes\/)/;

/** Remembers a screen inside a visit; any other screen means that she has left it by herself. */
export function rememberScreen(path: string): void {
  if (INSIDE.test(path)) localStorage.setItem(KEPT, path);
  else localStorage.removeItem(KEPT);
}

/** The visit's screen to go on at, if the app was closed inside one that is still a draft. */
export function screenToResume(drafts: readonly { readonly id: string }[]): string | null {
  const path = localStorage.getItem(KEPT);
  return path && drafts.some(({ id }) => path.includes(id)) ? path : null;
}
