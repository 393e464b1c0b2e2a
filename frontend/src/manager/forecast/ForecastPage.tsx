import { read } from "../../api/asking";
import type { Forecasts, SealedForecast } from "../../domain/forecast";
import type { WaveName } from "../../domain/standing";
import { plain } from "../../ui/desk/figures";
import { Part } from "../../ui/desk/Part";
import { useLoaded } from "../../ui/load";
import { clock, nearDay } from "../../ui/times";
import { useFigures } from "../insights/words";
import { Page, useTitle } from "../Page";
import { useWords } from "../words";
import { ForecastForm } from "./ForecastForm";

interface Told {
  forecasts: Forecasts;
  waves: WaveName[];
}

async function told(signal: AbortSignal): Promise<Told> {
  const [forecasts, waves] = await Promise.all([
    read<Forecasts>("forecasts", {}, signal),
    read<WaveName[]>("waves", {}, signal),
  ]);
  return { forecasts, waves };
}

/** What a manager believes her clients will live, sealed before the results of a wave open. */
export function ForecastPage() {
  const { t } = useWords();
  useTitle(t("forecast"));
  const [loaded, again] = useLoaded("forecasts", told);
  return (
    <>
      <h1>{t("forecast")}</h1>
      <p class="lead">{t("forecast.lead")}</p>
      <Page loaded={loaded} again={again}>
        {({ forecasts, waves }) => (
          <>
            {forecasts.open.length === 0 && <p class="quiet empty">{t("forecast.none_open")}</p>}
            {forecasts.open.map((open) => (
              <ForecastForm
                key={`${open.wave.id} ${open.id}`}
                open={open}
                labels={forecasts.labels}
                sealed={again}
              />
            ))}
            <Sealed forecasts={forecasts} waves={waves} />
          </>
        )}
      </Page>
    </>
  );
}

function Sealed({ forecasts, waves }: Told) {
  const { t } = useWords();
  return (
    <Part title={t("forecast.sealed")} end={t("forecast.sealed_end")}>
      {forecasts.sealed.length === 0 && <p class="quiet empty">{t("forecast.none_sealed")}</p>}
      {forecasts.sealed.map((one) => (
        <SealedOne
          key={`${one.wave} ${one.id}`}
          one={one}
          wave={waves.find((wave) => wave.id === one.wave)}
          labels={forecasts.labels}
        />
      ))}
    </Part>
  );
}

type SealedProps = { one: SealedForecast; wave: WaveName | undefined; labels: Forecasts["labels"] };

function SealedOne({ one, wave, labels }: SealedProps) {
  const { t, nameOf, language } = useFigures(labels);
  const lines = [
    ...Object.entries(one.sections).map(([name, value]) => [`s ${name}`, nameOf(name), value] as const),
    ...Object.entries(one.exceeded).map(
      ([name, value]) =>
        [`m ${name}`, t("forecast.beyond_at", { moment: nameOf(name) }), value * 100] as const,
    ),
  ];
  const at = `${nearDay(one.sealed_at, Date.now())}, ${clock(one.sealed_at)}`;
  return (
    <details class="as-table">
      <summary>
        {wave && t("wave.name", { wave: wave.number, name: wave.name })} · {t("forecast.sealed_at", { at })}
      </summary>
      <table>
        <thead>
          <tr>
            <th scope="col">{t("forecast.of")}</th>
            <th scope="col" class="num">
              {t("per_cent")}
            </th>
          </tr>
        </thead>
        <tbody>
          {lines.map(([key, name, value]) => (
            <tr key={key}>
              <th scope="row" class="light">
                {name}
              </th>
              <td class="num">{plain(value, 0, language)}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <p class="after">
        <a href={`/insights?wave=${one.wave}#perception`}>{t("forecast.compare")}</a>
      </p>
    </details>
  );
}
