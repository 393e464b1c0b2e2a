import type { HollowFigures } from "../../domain/insights";
import { weekNumber } from "../WaitingForYou";
import { FigureRows } from "./FigureRows";
import { around, type KindProps, upTo } from "./kinds";
import { useFigures } from "./words";

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
        scale={upTo([figures.hollow, figures.hollow_bought, figures.missed], 0.1, 1)}
        write={share}
        heading={t("hollow.heading")}
      />
      <FigureRows
        rows={[{ key: "difference", name: t("hollow.difference"), figure: figures.difference }]}
        scale={around([figures.difference], 0.1, 1)}
        write={shareDifference}
        heading={t("difference")}
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
                {visit.store.name} · {t("week", { week: weekNumber(visit.week) })}
              </a>
            </li>
          ))}
      </ul>
    </>
  );
}
