import type { FreeFigures } from "../../domain/insights";
import { apart } from "../../ui/desk/figures";
import { Cost } from "../WhatNext";
import { FigureRows } from "./FigureRows";
import { isNoise } from "./falling";
import { type KindProps, SHARE } from "./kinds";
import { Waterfall } from "./Waterfall";
import { useFigures } from "./words";

/** How much is lost to things that cost nothing? The whole, then by what it takes to win it back. */
export function Free({ figures, labels }: KindProps<FreeFigures>) {
  const { t, points, share, told } = useFigures(labels);
  return (
    <>
      <Waterfall figures={figures} />
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
      <FigureRows
        rows={figures.costs.map((line) => ({
          key: line.cost,
          name: line.cost ? <Cost cost={line.cost} /> : t("free.untagged"),
          figure: line.share,
          says: (
            <>
              {t("free.points", { points: told(line.points, points) })}
              {isNoise(line.points) && <> · {t("look.noise")}</>}
            </>
          ),
        }))}
        scale={SHARE}
        write={share}
        heading={t("free.by_cost")}
        says={t("points_lost")}
      />
      <CostsNothing figures={figures} labels={labels} />
    </>
  );
}

/** The questions that cost nothing to answer well, the dearest first. */
function CostsNothing({ figures, labels }: KindProps<FreeFigures>) {
  const { t, nameOf, points, share, within, told } = useFigures(labels);
  if (figures.questions.length === 0) return null;
  return (
    <>
      <h2>{t("free.by_question")}</h2>
      <ul class="todo worded">
        {figures.questions.map(({ question, points: lost, lost: { k, n }, lost: of }) => (
          <li key={question}>
            <span>{nameOf(question)}</span>
            <span class="quiet">
              {t("free.points", { points: told(lost, points) })}
              {isNoise(lost) && ` · ${t("look.noise")}`},{" "}
              {t("free.kept_lost", { k, n, interval: apart(within(of, share)) })}
            </span>
          </li>
        ))}
      </ul>
    </>
  );
}
