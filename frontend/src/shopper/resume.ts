/** Where the shopper was inside a visit: a killed app opens there again, and not on Today. */
const AT = "encore.at";
/** Visits that she left by herself. A killed browser may lose the last seconds of both notes: then a visit
 *  that is not known to be left is taken for the one she was in. */
const LEFT = "encore.left";

const INSIDE = /^\/(visits\/[^/]+(\/|$)|notes\/)/;

interface Named {
  readonly id: string;
}

/** Remembers a screen inside a visit; any other screen means that she has left all of them. */
export function rememberScreen(path: string, drafts: readonly Named[]): void {
  const isInside = INSIDE.test(path);
  if (isInside) localStorage.setItem(AT, path);
  else localStorage.removeItem(AT);
  const left = drafts.filter(({ id }) => !isInside || !path.includes(id)).map(({ id }) => id);
  localStorage.setItem(LEFT, left.join(" "));
}

/** The visit's screen to go on at, if the app was closed inside one that is still a draft. */
export function screenToResume(drafts: readonly Named[]): string | null {
  const path = localStorage.getItem(AT);
  if (path && drafts.some(({ id }) => path.includes(id))) return path;
  const left = new Set(localStorage.getItem(LEFT)?.split(" "));
  const open = drafts.find(({ id }) => !left.has(id));
  return open ? `/visits/${open.id}` : null;
}
