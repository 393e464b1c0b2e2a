interface Wave {
  score: number | null;
  low: number | null;
  high: number | null;
}

/** The last waves as one thin line on a shared scale, each with its interval; a wave without a score leaves a gap. */
export function Spark({ series, title, from = 50 }: { series: Wave[]; title: string; from?: number }) {
  const at = (index: number, score: number) => place(score, index, series.length, from);
  const points = series.map(({ score }, index) => (score === null ? null : at(index, score)));
  const last = points.at(-1);
  return (
    <svg class="spark" viewBox="0 0 88 24" role="img" aria-label={title}>
      <title>{title}</title>
      {series.map(({ low, high }, index) =>
        low === null || high === null ? null : (
          <path key={index} class="doubt" d={`M${at(index, low).join(" ")}V${at(index, high)[1]}`} />
        ),
      )}
      <path d={pathThrough(points)} />
      {last && <circle cx={last[0]} cy={last[1]} r="2.6" />}
    </svg>
  );
}

type Point = readonly [number, number];

function place(score: number, index: number, count: number, from: number): Point {
  const x = count < 2 ? 84 : 4 + (80 * index) / (count - 1);
  const share = Math.min(Math.max((score - from) / (100 - from), 0), 1);
  return [round(x), round(21 - 18 * share)];
}

function pathThrough(points: (Point | null)[]): string {
  let pen = "M";
  let path = "";
  for (const point of points) {
    if (point) path += `${pen}${point[0]} ${point[1]}`;
    pen = point ? "L" : "M";
  }
  return path;
}

const round = (value: number): number => Math.round(value * 10) / 10;
