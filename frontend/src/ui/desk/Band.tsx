/** Whether the standard was kept: a shape and a word, then a colour. */
export type BandName = "green" | "amber" | "red";

const SHAPES: Record<BandName, { tone: string; path: string }> = {
  green: { tone: "kept", path: "M5 .4a4.6 4.6 0 1 0 0 9.2a4.6 4.6 0 1 0 0-9.2z" },
  amber: { tone: "close", path: "M5 0l5 5-5 5-5-5z" },
  red: { tone: "missed", path: "M0 1h10L5 9.6z" },
};

export function Band({ band, word }: { band: BandName; word: string }) {
  const { tone, path } = SHAPES[band];
  return (
    <span class={`band ${tone}`}>
      <svg viewBox="0 0 10 10" aria-hidden="true">
        <path d={path} />
      </svg>
      {word}
    </span>
  );
}

/** The small picture of the line: beyond stands above it, below hangs under it. */
export function Glyph({ net }: { net: number }) {
  const y = net > 0 ? 3 : net < 0 ? 11 : 7;
  return (
    <svg class="glyph" viewBox="0 0 14 14" aria-hidden="true">
      <path d="M0 7h14" />
      <circle cx="7" cy={y} r="2.6" />
    </svg>
  );
}
