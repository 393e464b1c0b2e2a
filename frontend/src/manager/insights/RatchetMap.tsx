import type { Act } from "../../domain/insights";
import { useWords } from "../words";

interface Props {
  acts: Act[];
  nameOf: (name: string) => string;
}

const x = (share: number): number => 48 + share * 698;
const y = (share: number): number => 430 - share * 416;

/** Given (across) and delight (up), with a tail over the waves. Squares are things, circles personal acts. */
export function RatchetMap({ acts, nameOf }: Props) {
  const { t } = useWords();
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: whoever has a keyboard alone scrolls the map, too
    <section class="scroll" tabIndex={0} aria-label={t("ratchet.map")}>
      <svg class="map chart" viewBox="0 0 760 470" role="img" aria-labelledby="map-title map-words">
        <title id="map-title">{t("ratchet.map")}</title>
        <desc id="map-words">{acts.map((act) => nameOf(act.act)).join(", ")}</desc>
        {[0.25, 0.5, 0.75, 1].map((share) => (
          <g key={share}>
            <path class="grid" d={`M48 ${y(share)}H746`} />
            <text x="40" y={y(share) + 4} text-anchor="end" font-size="11.5">
              {share * 100}
            </text>
            <text x={x(share)} y="448" text-anchor="middle" font-size="11.5">
              {share * 100}
            </text>
          </g>
        ))}
        <path class="axis" d="M48 430H746" />
        <text x="56" y="30" font-size="15">
          {t("ratchet.rare")}
        </text>
        <text x="746" y="30" text-anchor="end" font-size="15">
          {t("ratchet.signature")}
        </text>
        <text x="56" y="422" font-size="15">
          {t("ratchet.not_missed")}
        </text>
        <text x="746" y="422" text-anchor="end" font-size="15">
          {t("ratchet.routine")}
        </text>
        <text x="746" y="466" text-anchor="end" font-size="11.5">
          {t("ratchet.given_axis")}
        </text>
        {acts.map((act) => (
          <Tail key={act.act} act={act} name={nameOf(act.act)} />
        ))}
      </svg>
      <p class="key">
        <span>■ {t("ratchet.thing")}</span>
        <span>● {t("ratchet.personal")}</span>
        <span>□ {t("ratchet.few")}</span>
        <span>{t("ratchet.tail")}</span>
      </p>
    </section>
  );
}

function Tail({ act, name }: { act: Act; name: string }) {
  const points = act.points
    .filter((point) => point.delivered.value !== null && point.delight.value !== null)
    .map((point) => [x(point.delivered.value ?? 0), y(point.delight.value ?? 0)] as const);
  const end = points.at(-1);
  if (!end) return null;
  const tone = act.verdict === "turning" ? "fading" : act.nature === "personal" ? "personal" : "thing";
  return (
    <g class={`tail ${tone} ${act.withheld ? "few" : ""}`}>
      <path d={`M${points.map(([px, py]) => `${px.toFixed(1)} ${py.toFixed(1)}`).join("L")}`} />
      {act.nature === "personal" ? (
        <circle cx={end[0]} cy={end[1]} r="5" />
      ) : (
        <rect x={end[0] - 5} y={end[1] - 5} width="10" height="10" />
      )}
      <text
        x={end[0] > 600 ? end[0] - 10 : end[0] + 10}
        y={end[1] + 4}
        font-size="12.5"
        class="strong"
        text-anchor={end[0] > 600 ? "end" : "start"}
      >
        {name}
      </text>
    </g>
  );
}
