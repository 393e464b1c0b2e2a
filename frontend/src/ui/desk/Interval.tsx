/** A value with its 95 % interval on a scale, and a tick at the target or at zero. */
export interface Scale {
  from: number;
  to: number;
  /** where the tick stands: the target of a standard, zero of a surplus; null where there is neither */
  tick: number | null;
}

export interface Span {
  value: number;
  low: number;
  high: number;
}

/** Gold is earned: only a surplus whose interval leaves zero behind has a colour. */
export function toneOf(span: Span): "" | "up" | "down" {
  return span.low > 0 ? "up" : span.high < 0 ? "down" : "";
}

interface Props {
  span: Span;
  scale: Scale;
  title: string;
  /** coloured when sure; standards stay ink */
  earns?: boolean;
}

export function Interval({ span, scale, title, earns = false, width = 136 }: Props & { width?: number }) {
  return (
    <svg class="interval" viewBox={`0 0 ${width} 16`} role="img" aria-label={title}>
      <title>{title}</title>
      <Marks span={span} scale={scale} width={width} tone={earns ? toneOf(span) : ""} />
    </svg>
  );
}

interface LabelledProps extends Props {
  words: { interval: string; from: string; to: string };
}

/** The large one under a figure, with its ends written out. */
export function LabelledInterval({ span, scale, title, earns = false, words }: LabelledProps) {
  const middle = Math.min(Math.max(position(span.value, scale, 320), 90), 230);
  return (
    <svg class="interval" viewBox="0 0 320 32" role="img" aria-label={title}>
      <title>{title}</title>
      <Marks span={span} scale={scale} width={320} tone={earns ? toneOf(span) : ""} />
      <text x={middle} y="28" text-anchor="middle">
        {words.interval}
      </text>
      <text class="end-of" x="0" y="28" text-anchor="start">
        {words.from}
      </text>
      <text class="end-of" x="320" y="28" text-anchor="end">
        {words.to}
      </text>
    </svg>
  );
}

function Marks({ span, scale, width, tone }: { span: Span; scale: Scale; width: number; tone: string }) {
  const low = position(span.low, scale, width);
  return (
    <>
      <path class="track" d={`M0 8H${width}`} />
      <rect
        class={`span ${tone}`}
        x={low}
        y="5"
        width={Math.max(position(span.high, scale, width) - low, 1)}
        height="6"
      />
      {scale.tick !== null && <path class="target" d={`M${position(scale.tick, scale, width)} 1V15`} />}
      <circle class={`dot ${tone}`} cx={position(span.value, scale, width)} cy="8" r="4" />
    </>
  );
}

/** Where a value lies on a scale of `width` pixels; values outside stop at its ends. */
export function position(value: number, scale: Scale, width: number): number {
  const share = (value - scale.from) / (scale.to - scale.from);
  return Math.round(Math.min(Math.max(share, 0), 1) * width * 10) / 10;
}
