import type { ComponentChildren } from "preact";
import type { F } from "../../domain/insights";
import { count, ends } from "../../ui/desk/figures";
import { Interval, type Scale } from "../../ui/desk/Interval";
import { useWords } from "../words";

export interface FigureRow {
  key: string;
  name: ComponentChildren;
  figure: F;
  /** what to say beside it: a verdict, a comparison */
  says?: ComponentChildren;
}

/** Wide enough that a narrow interval can be seen as one. */
const WIDE = 232;

interface Props {
  rows: FigureRow[];
  scale: Scale;
  /** how a value is written */
  write: (value: number) => string;
  /** gold and oxblood where the interval leaves the tick behind */
  earns?: boolean;
  heading: string;
  says?: string;
}

/** Figures of one kind below each other: name, value, interval on one scale, n, and what it means. */
export function FigureRows({ rows, scale, write, earns = false, heading, says }: Props) {
  const { t } = useWords();
  const reach = (
    <bdi dir="ltr" class="faint">
      {ends(write(scale.from), write(scale.to))}
    </bdi>
  );
  return (
    <table class={says ? "folds plain figures" : "folds plain figures alone"}>
      <caption class="folded">
        {heading} {reach}
      </caption>
      <thead>
        <tr>
          <th scope="col">{heading}</th>
          <th scope="col" class="num">
            {t("insight.value")}
          </th>
          <th scope="col">{reach}</th>
          <th scope="col" class="num">
            {t("journey.col.n")}
          </th>
          {says && <th scope="col">{says}</th>}
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <Row key={row.key} row={row} scale={scale} write={write} earns={earns} says={says} />
        ))}
      </tbody>
    </table>
  );
}

function Row(
  props: { row: FigureRow; says: string | undefined } & Pick<Props, "scale" | "write"> & { earns: boolean },
) {
  const { t, language } = useWords();
  const { row, scale, write, earns, says } = props;
  const { value, low, high, n } = row.figure;
  const within = low === null || high === null ? null : ends(write(low), write(high));
  return (
    <tr>
      <th scope="row" class="light">
        {row.name}
      </th>
      {value === null ? (
        <td colSpan={2} class="quiet" data-of={t("insight.value")}>
          <Why figure={row.figure} />
        </td>
      ) : (
        <>
          <td class="num" data-of={t("insight.value")}>
            <bdi dir="ltr">{write(value)}</bdi>
            {within && (
              <small class="ends">
                <bdi dir="ltr">{within}</bdi>
              </small>
            )}
          </td>
          <td class="aside">
            {within && (
              <Interval
                span={{ value, low: low ?? value, high: high ?? value }}
                scale={scale}
                earns={earns}
                title={within}
                width={WIDE}
              />
            )}
          </td>
        </>
      )}
      <td class="num" data-of={t("journey.col.n")}>
        {count(n, language)}
      </td>
      {says && (
        <td class="line" data-of={says}>
          {row.says}
        </td>
      )}
    </tr>
  );
}

/** Why a figure is withheld, in words, with what would be enough. */
export function Why({ figure }: { figure: { why: string | null; n: number; wants: number | null } }) {
  const { t } = useWords();
  return <>{t(`why.${figure.why ?? "not_computed"}`, { n: figure.n, wants: figure.wants ?? 0 })}</>;
}
