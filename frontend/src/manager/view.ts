import { go, query } from "../ui/router";

/** What stands in the address: every view can be shared, so filters live there and nowhere else. */
export function asked(name: string): string {
  return new URLSearchParams(query.value).get(name) ?? "";
}

/** Change some of the address's filters; an empty one is left out. */
export function ask(changes: Record<string, string>): void {
  const next = new URLSearchParams(query.value);
  for (const [name, value] of Object.entries(changes)) {
    if (value) next.set(name, value);
    else next.delete(name);
  }
  const search = next.toString();
  go(location.pathname + (search && `?${search}`), "replace");
}
