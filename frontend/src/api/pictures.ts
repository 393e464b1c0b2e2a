/** Pictures of briefs, kept on the phone for a store without signal: one box of the browser's cache a person. */

const boxOf = (person: string): Promise<Cache> => caches.open(`encore.brief.${person}`);
const addressOf = (sha256: string): string => `/api/v1/brief-pictures/${sha256}`;
const here = (): boolean => "caches" in globalThis;

/** Fetches what is missing and lets go what no brief shows any more. A line that breaks is tried the next time. */
export async function keepPictures(person: string, wanted: readonly string[]): Promise<void> {
  if (!here()) return;
  const box = await boxOf(person);
  const kept = new Set((await box.keys()).map(({ url }) => new URL(url).pathname));
  const addresses = wanted.map(addressOf);
  await Promise.allSettled([
    ...addresses.filter((address) => !kept.has(address)).map((address) => box.add(address)),
    ...[...kept].filter((address) => !addresses.includes(address)).map((address) => box.delete(address)),
  ]);
}

/** The picture's bytes from this phone, else from the server; null where neither has it now. */
export async function picture(person: string, sha256: string): Promise<Blob | null> {
  const kept = here() ? await (await boxOf(person)).match(addressOf(sha256)) : undefined;
  const answer = kept ?? (await fetch(addressOf(sha256)).catch(() => null));
  return answer?.ok ? answer.blob() : null;
}
