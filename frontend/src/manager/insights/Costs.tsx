import type { FreeFigures, HollowFigures, PerkFigures } from "../../domain/insights";
import { weekNumber } from "../WaitingForYou";
import { Cost } from "../WhatNext";
import { FigureRows } from "./FigureRows";
import type { KindProps } from "./simple";
import { useFigures } from "./words";

const SHARE = { from: 0, to: 1, tick: 0.5 };

/** Does excellence cost money? What went beyond, split over its causes. */
export function Perk({ figures, labels }: KindProps<PerkFigures>) {
  const { t, nameOf, share } = useFigures(labels);
  const { personal, costs } = figures;
  return (
    <>
      <p class="verdict-words">
        <strong>{personal.value !== null && t("perk.personal", { share: share(personal.value) })}</strong>
      </p>
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
            <span class="quiet">{share(cause.share)}</span>
          </li>
        ))}
      </ul>
      {"withheld" in costs && <p class="quiet after">{t("perk.no_costs")}</p>}
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
      <p class="verdict-words">
        <strong>
          {figures.free.value !== null && t("free.share", { share: share(figures.free.value) })}
        </strong>{" "}
        {figures.lost.value !== null && t("free.lost", { points: points(figures.lost.value) })}
      </p>
      <FigureRows
        rows={[{ key: "free", name: t("free.name"), figure: figures.free }]}
        scale={SHARE}
        write={share}
        heading={t("free.heading")}
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

/** Was the standard met and the client lost? */
export function Hollow({ figures, labels }: KindProps<HollowFigures>) {
  const { t, share, shareDifference } = useFigures(labels);
  const { table } = figures;
  return (
    <>
      <table class="two-by-two">
        <thead>
          <tr>
            <td />
            <th scope="col" class="num">
              {t("hollow.well")}
            </th>
            <th scope="col" class="num">
              {t("hollow.lost")}
            </th>
          </tr>
        </thead>
        <tbody>
          <tr>
            <th scope="row">{t("hollow.kept")}</th>
            <td class="num">{table.kept_well}</td>
            <td class="num below">
              <strong>{table.kept_lost}</strong>
            </td>
          </tr>
          <tr>
            <th scope="row">{t("hollow.missed")}</th>
            <td class="num">{table.missed_well}</td>
            <td class="num">{table.missed_lost}</td>
          </tr>
        </tbody>
      </table>
      <FigureRows
        rows={[
          { key: "hollow", name: t("hollow.rate"), figure: figures.hollow },
          { key: "bought", name: t("hollow.bought"), figure: figures.hollow_bought },
          { key: "missed", name: t("hollow.missed_rate"), figure: figures.missed },
        ]}
        scale={SHARE}
        write={share}
        heading={t("hollow.heading")}
      />
      <FigureRows
        rows={[{ key: "difference", name: t("hollow.difference"), figure: figures.difference }]}
        scale={{ from: -1, to: 1, tick: 0 }}
        write={shareDifference}
        heading={t("hollow.difference")}
      />
      <ul class="quotes">
        {figures.visits
          .filter((visit) => visit.words)
          .slice(0, 6)
          .map((visit) => (
            <li key={visit.id}>
              <blockquote class="serif" dir="auto">
                “{visit.words}”
              </blockquote>
              <a href={`/visits/${visit.id}`}>
                {visit.store.name}, {t("week", { week: weekNumber(visit.week) })}
              </a>
            </li>
          ))}
      </ul>
    </>
  );
}
