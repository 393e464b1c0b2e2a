import type { FreeFigures, PerkFigures } from "../../domain/insights";
import { Cost } from "../WhatNext";
import { AsTable } from "./AsTable";
import { FigureRows } from "./FigureRows";
import { type KindProps, SHARE } from "./kinds";
import { useFigures } from "./words";

/** Does excellence cost money? What went beyond, split over its causes. */
export function Perk({ figures, labels }: KindProps<PerkFigures>) {
  const { t, nameOf, share } = useFigures(labels);
  const { personal } = figures;
  return (
    <>
      <Stack
        parts={[
          { tone: "up", share: personal.value ?? 0, word: t("perk.personal_share") },
          { tone: "ink", share: figures.tangible, word: t("perk.tangible_share") },
          { tone: "line", share: figures.other, word: t("perk.other_share") },
        ]}
      />
      <FigureRows
        rows={[{ key: "personal", name: t("perk.personal_share"), figure: personal }]}
        scale={SHARE}
        write={share}
        heading={t("perk.heading")}
      />
      <ul class="todo">
        {figures.causes.map((cause) => (
          <li key={cause.name}>
            <span>{nameOf(cause.name)}</span>
            <span class="quiet">
              {cause.nature && `${t(`perk.nature.${cause.nature}`)} · `}
              {share(cause.share)}
            </span>
          </li>
        ))}
      </ul>
      <Moments figures={figures} labels={labels} />
      <PointCost figures={figures} labels={labels} />
    </>
  );
}

/** What made each moment exceed, of so many credits. */
function Moments({ figures, labels }: KindProps<PerkFigures>) {
  const { t, nameOf, share } = useFigures(labels);
  return (
    <AsTable
      headings={[
        t("moment"),
        t("perk.personal_share"),
        t("perk.tangible_share"),
        t("perk.other_share"),
        t("perk.credits"),
      ]}
      rows={figures.touchpoints.map((point) => ({
        key: point.name,
        cells: [
          nameOf(point.name),
          share(point.personal),
          share(point.tangible),
          share(point.other),
          Math.round(point.credits),
        ],
      }))}
    />
  );
}

/** What a point of surplus that wasn't personal has cost. */
function PointCost({ figures, labels }: KindProps<PerkFigures>) {
  const { t, nameOf, language } = useFigures(labels);
  const { costs } = figures;
  if ("withheld" in costs) return <p class="quiet after">{t("perk.no_costs")}</p>;
  const money = (value: number) =>
    new Intl.NumberFormat(language, { style: "currency", currency: costs.currency }).format(value);
  const most = Math.max(costs.per_point.high ?? 0, costs.per_point.value ?? 0, 1);
  return (
    <>
      <FigureRows
        rows={[{ key: "point", name: t("perk.per_point"), figure: costs.per_point }]}
        scale={{ from: 0, to: most * 1.1, tick: null }}
        write={money}
        heading={t("perk.cost")}
      />
      <AsTable
        headings={[t("ratchet.col.act"), t("perk.given"), t("perk.cost")]}
        rows={costs.acts.map((act) => ({
          key: act.act,
          cells: [nameOf(act.act), act.delivered, money(Number(act.total))],
        }))}
      />
    </>
  );
}

/** Shares of one whole as one bar; each part is said below it, so that colour is never alone. */
function Stack({ parts }: { parts: { tone: string; share: number; word: string }[] }) {
  const { share } = useFigures({});
  let from = 0;
  return (
    <>
      <svg
        class="stack chart"
        viewBox="0 0 760 22"
        preserveAspectRatio="none"
        role="img"
        aria-label={parts.map((part) => part.word).join(", ")}
      >
        {parts.map((part) => {
          const start = from;
          from += part.share;
          return (
            <rect key={part.tone} class={part.tone} x={start * 760} width={part.share * 760} height="22" />
          );
        })}
      </svg>
      <p class="key">
        {parts.map((part) => (
          <span key={part.tone}>
            <i class={`swatch ${part.tone}`} /> {part.word} {share(part.share)}
          </span>
        ))}
      </p>
    </>
  );
}

/** How much is lost to things that cost nothing? */
export function Free({ figures, labels }: KindProps<FreeFigures>) {
  const { t, nameOf, points, share } = useFigures(labels);
  const widest = Math.max(...figures.costs.map((line) => line.points), 0.1);
  return (
    <>
      <FigureRows
        rows={[{ key: "free", name: t("free.name"), figure: figures.free }]}
        scale={SHARE}
        write={share}
        heading={t("free.heading")}
      />
      <FigureRows
        rows={[{ key: "lost", name: t("free.lost_name"), figure: figures.lost }]}
        scale={{ from: 0, to: Math.max(30, figures.lost.high ?? 0), tick: null }}
        write={points}
        heading={t("points_lost")}
      />
      <table>
        <thead>
          <tr>
            <th scope="col">{t("why.win_back")}</th>
            <th scope="col" class="num">
              {t("points")}
            </th>
            <th scope="col">
              <span class="unseen">{t("bar")}</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {figures.costs.map((line) => (
            <tr key={line.cost}>
              <th scope="row" class="light">
                {line.cost ? <Cost cost={line.cost} /> : t("free.untagged")}
              </th>
              <td class="num">{points(line.points)}</td>
              <td>
                <meter min={0} max={widest} value={line.points} aria-label={points(line.points)} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      <ul class="todo">
        {figures.questions.map((line) => (
          <li key={line.question}>
            <span>{nameOf(line.question)}</span>
            <span class="quiet">
              {t("free.line", { points: points(line.points), k: line.lost_in, n: line.of })}
            </span>
          </li>
        ))}
      </ul>
    </>
  );
}
