import type { DeskVisit, NotedPlace } from "../../domain/review";
import { plain } from "../../ui/desk/figures";
import { useWords } from "../words";

type Where = NonNullable<DeskVisit["where"]>;
const SIZE = 240; // units of the drawing
const DEGREE = 111_320; // metres in a degree of latitude

/** Where the phone was against the store, to scale; no map is asked of anybody. */
export function WherePart({ where }: { where: Where }) {
  const { t, language } = useWords();
  const nearest = [...where.places].sort((a, b) => a.metres - b.metres)[0];
  const words = nearest
    ? t("where.nearest", {
        metres: plain(nearest.metres, 0, language),
        accuracy: plain(nearest.accuracy, 0, language),
      })
    : t("where.unknown");
  return (
    <section class="where">
      <h2>{t("where")}</h2>
      {nearest && <Plan where={where} words={words} />}
      <p class="quiet">{words}</p>
    </section>
  );
}

function Plan({ where, words }: { where: Where; words: string }) {
  const { language } = useWords();
  const reach = reachOf(where.places);
  const scale = SIZE / 2 / reach;
  const bar = barOf(reach);
  return (
    <svg viewBox={`0 0 ${SIZE} ${SIZE}`} role="img" aria-label={words} class="plan">
      <rect width={SIZE} height={SIZE} class="ground" />
      {where.places.map((place) => {
        const [x, y] = at(place, where, scale);
        return (
          <g key={`${place.lat} ${place.lon}`}>
            <circle cx={x} cy={y} r={Math.max(place.accuracy * scale, 2)} class="accuracy" />
            <circle cx={x} cy={y} r="4" class="phone" />
          </g>
        );
      })}
      <path d={`M${SIZE / 2 - 7} ${SIZE / 2 + 6}v-10l7-6 7 6v10z`} class="store" />
      <path d={`M12 ${SIZE - 14}v4h${bar * scale}v-4`} class="scale" />
      <text x="12" y={SIZE - 20}>
        {plain(bar, 0, language)} m
      </text>
    </svg>
  );
}

/** Metres from the middle to the edge: everything within, never nearer than 60 m. */
export const reachOf = (places: readonly NotedPlace[]): number =>
  1.15 * Math.max(60, ...places.map(({ metres, accuracy }) => metres + accuracy));

/** A round length for the bar, at most a third of the drawing: 1, 2 or 5 and noughts. */
export function barOf(reach: number): number {
  const most = (reach * 2) / 3;
  const ten = 10 ** Math.floor(Math.log10(most));
  return [5, 2, 1].map((n) => n * ten).find((length) => length <= most) ?? ten;
}

function at(place: NotedPlace, store: Where, scale: number): [number, number] {
  const east = (place.lon - store.lon) * DEGREE * Math.cos((store.lat * Math.PI) / 180);
  const north = (place.lat - store.lat) * DEGREE;
  return [SIZE / 2 + east * scale, SIZE / 2 - north * scale];
}
