/** Small drawings, each of one line. They stand beside words and say nothing to a screen reader. */
const PATHS = {
  tick: "M3.5 9.5l3.6 3.6L14.5 5",
  up: "M9 15V3.5M4.5 8L9 3.5 13.5 8",
  ring: "M3 9a6 6 0 1 0 12 0 6 6 0 1 0-12 0",
  wait: "M9 5v4.2l2.6 1.6M2.5 9a6.5 6.5 0 1 0 13 0 6.5 6.5 0 1 0-13 0",
  stop: "M9 4.5v5.5M9 13.2v.1M2.5 9a6.5 6.5 0 1 0 13 0 6.5 6.5 0 1 0-13 0",
  back: "M11 3.5L5.5 9l5.5 5.5",
  camera: "M2 5.5h3.2l1.2-2h5.2l1.2 2H16v9H2zM6.2 9.8a2.8 2.8 0 1 0 5.6 0 2.8 2.8 0 1 0-5.6 0",
  notes: "M4 2.5h10v13H4zM6.5 6h5M6.5 9h5M6.5 12h3",
  again: "M14.5 9a5.5 5.5 0 1 1-1.7-4M13.5 2.2V5.4H10.3",
} as const;

export type MarkName = keyof typeof PATHS;

export function Mark({ name, turns = false }: { name: MarkName; turns?: boolean }) {
  return (
    <svg class={turns ? "mark turns" : "mark"} viewBox="0 0 18 18" aria-hidden="true" focusable="false">
      <path d={PATHS[name]} />
    </svg>
  );
}
