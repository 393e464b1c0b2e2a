/** A cookie of this page, as its text; empty where there is none, or no page. */
export function cookie(name: string): string {
  const pairs = globalThis.document?.cookie.split("; ") ?? [];
  const found = pairs.find((pair) => pair.startsWith(`${name}=`));
  return found ? decodeURIComponent(found.slice(name.length + 1)) : "";
}

/** The CSRF token: the server makes a new one at each sign-in, so it names the session, too. */
export const session = (): string => cookie("csrftoken");
