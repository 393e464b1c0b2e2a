import type { Assignment } from "../../domain/assignment";

/** An address that opens the phone's own maps: `geo:` on Android, Apple's maps elsewhere. */
export function mapLink({
  store,
}: {
  store: Pick<Assignment["store"], "lat" | "lon" | "name" | "address">;
}): string {
  const { lat, lon, name, address } = store;
  const words = encodeURIComponent(`${name}, ${address}`);
  const isApple = /iPhone|iPad|Macintosh/.test(navigator.userAgent);
  if (lat === null || lon === null)
    return isApple ? `https://maps.apple.com/?q=${words}` : `geo:0,0?q=${words}`;
  if (isApple) return `https://maps.apple.com/?ll=${lat},${lon}&q=${words}`;
  return `geo:${lat},${lon}?q=${lat},${lon}(${encodeURIComponent(name)})`;
}
