import type { Act, P } from "../../domain/insights";
import { across, type Band, between, type Dot, facing, through, upwards } from "./charts";
import { verdictOf } from "./RatchetMap";
import { useFigures } from "./words";

const WIDTH = 240;
const FRAME = { left: 34, right: 232, top: 10, bottom: 112 };
const RULED = [0, 0.5, 1];

/** Each act by itself over the waves: delight with its interval, and how many expected it beforehand (dashed). */
export function WaveLines({ acts, nameOf }: { acts: Act[]; nameOf: (name: string) => string }) {
  const { t } = useFigures({});
  return (
    <section aria-label={t("ratchet.over_waves")}>
      <h2>{t("ratchet.over_waves")}</h2>
      <p class="key">
        <span>― {t("ratchet.line.delight")}</span>
        <span>┄ {t("ratchet.line.expected")}</span>
      </p>
      <div class="multiples">
        {acts.map((act) => (
          <figure key={act.act}>
            <figcaption>
              <strong>{nameOf(act.act)}</strong> <span class="quiet under">{t(verdictOf(act))}</span>
            </figcaption>
            <Small act={act} name={nameOf(act.act)} />
          </figure>
        ))}
      </div>
    </section>
  );
}

function Small({ act, name }: { act: Act; name: string }) {
  const { t, share } = useFigures({});
  const waves = act.points.map((point) => point.wave);
  const frame = facing(FRAME, WIDTH);
  const x = across([Math.min(...waves), Math.max(...waves)], frame);
  const y = upwards([0, 1], frame);
  const isTurned = frame.left !== FRAME.left;
  const dots = (of: "delight" | "expected"): Dot[] =>
    act.points.flatMap((point) =>
      point[of].value === null ? [] : [[x(point.wave), y(point[of].value)] as Dot],
    );
  const bands: Band[] = act.points.flatMap(({ wave, delight }) =>
    delight.low === null || delight.high === null ? [] : [[x(wave), y(delight.low), y(delight.high)] as Band],
  );
  const said = (part: P) => (part.value === null ? "–" : share(part.value));
  const described = act.points
    .map((point) =>
      t("ratchet.at_wave", { wave: point.wave, delight: said(point.delight), n: point.delight.n }),
    )
    .join(" ");
  return (
    <svg class="chart small" viewBox={`0 0 ${WIDTH} 134`} role="img" aria-label={`${name}. ${described}`}>
      {RULED.map((share) => (
        <g key={share}>
          <path class={share ? "grid" : "axis"} d={`M${frame.left} ${y(share)}H${frame.right}`} />
          <text
            x={isTurned ? frame.right + 10 : frame.left - 10}
            y={y(share) + 4}
            text-anchor={isTurned ? "start" : "end"}
            font-size="10.5"
          >
            {share * 100}
          </text>
        </g>
      ))}
      <path class="band" d={between(bands)} />
      <path class="expected" d={through(dots("expected"))} />
      <path class={act.verdict === "turning" ? "delight falls" : "delight"} d={through(dots("delight"))} />
      {dots("delight").map(([cx, cy]) => (
        <circle key={cx} class="net sure" cx={cx} cy={cy} r="2.5" />
      ))}
      {waves.map((wave) => (
        <text key={wave} x={x(wave)} y="128" text-anchor="middle" font-size="10.5">
          {wave}
        </text>
      ))}
    </svg>
  );
}
