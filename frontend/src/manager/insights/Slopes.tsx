import { useWords } from "../words";
import { across, apart, spanOf, through, upwards } from "./charts";

interface Line {
  name: string;
  /** 0 to 100 */
  before: number;
  after: number;
}

const FRAME = { left: 230, right: 530, top: 44, bottom: 350 };
const STEP = 17;

/** What we think, and what they lived: a line falls where we think too well of ourselves. */
export function Slopes({ lines, words }: { lines: Line[]; words: { before: string; after: string } }) {
  const { t } = useWords();
  const x = across([0, 1], FRAME);
  const y = upwards(
    spanOf(
      lines.flatMap((line) => [line.before, line.after]),
      [0, 100],
    ),
    FRAME,
  );
  const isTurned = x(0) > x(1);
  const ends = (side: "before" | "after") =>
    apart(
      lines.map((line) => ({ name: line.name, value: line[side], y: y(line[side]) })),
      STEP,
    );
  const height = Math.max(
    FRAME.bottom + 20,
    ...(["before", "after"] as const).flatMap((s) => ends(s).map((e) => e.y + 12)),
  );
  const label = (side: "before" | "after", at: number) => {
    const isLeft = (side === "before") !== isTurned;
    return { x: at + (isLeft ? -10 : 10), "text-anchor": isLeft ? ("end" as const) : ("start" as const) };
  };
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: whoever has a keyboard alone scrolls the picture, too
    <section class="scroll" tabIndex={0} aria-label={t("insight.perception")}>
      <svg
        class="slopes chart"
        viewBox={`0 0 760 ${height}`}
        role="img"
        aria-labelledby="slopes-title slopes-words"
      >
        <title id="slopes-title">{t("insight.perception")}</title>
        <desc id="slopes-words">
          {lines
            .map((line) => `${line.name}: ${Math.round(line.before)} → ${Math.round(line.after)}`)
            .join("; ")}
        </desc>
        {([0, 1] as const).map((at) => (
          <path key={at} class="axis" d={`M${x(at)} ${FRAME.top - 8}V${height - 14}`} />
        ))}
        <text class="strong" x={x(0)} y="20" text-anchor="middle" font-size="14">
          {words.before}
        </text>
        <text class="strong" x={x(1)} y="20" text-anchor="middle" font-size="14">
          {words.after}
        </text>
        {lines.map((line) => (
          <path
            key={line.name}
            class={line.after < line.before ? "slope falls" : "slope"}
            d={through([
              [x(0), y(line.before)],
              [x(1), y(line.after)],
            ])}
          />
        ))}
        {(["before", "after"] as const).flatMap((side, at) =>
          ends(side).map((end) => (
            <text key={`${side} ${end.name}`} {...label(side, x(at))} y={end.y + 4} font-size="13">
              {side === "before" ? `${end.name} ${Math.round(end.value)}` : Math.round(end.value)}
            </text>
          )),
        )}
      </svg>
    </section>
  );
}
