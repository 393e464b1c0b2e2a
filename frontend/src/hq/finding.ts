import { read } from "../api/asking";
import type { Shopper } from "../domain/shopper";
import type { Place } from "../domain/standing";

const FIRST = 8; // that are offered

export async function findStores(q: string, signal: AbortSignal): Promise<readonly Place[]> {
  const { results } = await read<{ results: Place[] }>("stores", { q, limit: FIRST }, signal);
  return results;
}

export async function findShoppers(q: string, signal: AbortSignal): Promise<readonly Shopper[]> {
  const { results } = await read<{ results: Shopper[] }>("shoppers", { q }, signal);
  return results.slice(0, FIRST);
}

export const storeWords = ({ name, city }: Place): string => (city ? `${name}, ${city}` : name);
export const shopperWords = ({ name, alias }: Shopper): string => `${name}, ${alias}`;
