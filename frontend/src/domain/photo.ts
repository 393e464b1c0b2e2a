/** Sizes of photos, in pixels. */

export interface Size {
  readonly width: number;
  readonly height: number;
}

/** Long edge and JPEG quality where the question says nothing. */
export const LONG_EDGE = 2048;
export const QUALITY = 0.8;

/** The size that fits within a long edge, proportions kept, never enlarged, never 0. */
export function fitWithin({ width, height }: Size, longEdge: number): Size {
  const scale = Math.min(1, longEdge / Math.max(width, height));
  return { width: Math.max(1, Math.round(width * scale)), height: Math.max(1, Math.round(height * scale)) };
}

/** Long edge from a question's parameters (`max-pixels`). */
export function longEdgeOf(parameters: Readonly<Record<string, string>> | undefined): number {
  const asked = Number(parameters?.["max-pixels"]);
  return Number.isInteger(asked) && asked > 0 ? asked : LONG_EDGE;
}

/** A name for a question's next photo that no other file of the visit has. */
export function photoName(question: string, taken: ReadonlySet<string>, extension = "jpg"): string {
  let n = 1;
  while (taken.has(`${question}-${n}.${extension}`)) n += 1;
  return `${question}-${n}.${extension}`;
}
