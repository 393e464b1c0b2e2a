import { read } from "../../api/asking";
import type { WaveLine } from "../../domain/programme";
import { count } from "../../ui/desk/figures";
import { Part } from "../../ui/desk/Part";
import { useLoaded } from "../../ui/load";
import { fromDayToDay } from "../../ui/times";
import { Page, useTitle } from "../Page";
import { useWords } from "../words";
import { NewWave } from "./NewWave";

/** Rounds of visits: those that are, and the way to a new one. */
export function WavesPage() {
  const { t } = useWords();
  useTitle(t("waves"));
  const [loaded, again] = useLoaded("waves", (signal) => read<WaveLine[]>("waves", {}, signal));
  return (
    <>
      <h1>{t("waves")}</h1>
      <p class="lead">{t("waves.lead")}</p>
      <Page loaded={loaded} again={again}>
        {(waves) => (
          <>
            <Part title={t("waves.all")}>
              {waves.length === 0 ? <p class="quiet empty">{t("waves.empty")}</p> : <Waves waves={waves} />}
            </Part>
            <NewWave />
          </>
        )}
      </Page>
    </>
  );
}

function Waves({ waves }: { waves: WaveLine[] }) {
  const { t, language } = useWords();
  return (
    <table class="folds plain">
      <thead>
        <tr>
          <th scope="col">{t("wave")}</th>
          <th scope="col">{t("wave.window")}</th>
          <th scope="col">{t("checklist")}</th>
          {["planned", "received", "released"].map((word) => (
            <th key={word} scope="col" class="num">
              {t(`wave.${word}`)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {waves.map((wave) => (
          <tr key={wave.id}>
            <th scope="row">
              <a href={`/waves/${wave.id}`}>{t("wave.name", { wave: wave.number, name: wave.name })}</a>
            </th>
            <td data-of={t("wave.window")}>
              <bdi>{fromDayToDay(wave.opens, wave.closes)}</bdi>
            </td>
            <td class="line" data-of={t("checklist")}>
              {wave.checklist.title}, {t("edition.n", { number: wave.edition.number })}
            </td>
            <td class="num" data-of={t("wave.planned")}>
              {wave.planned === null ? "–" : count(wave.planned, language)}
            </td>
            <td class="num" data-of={t("wave.received")}>
              {count(wave.received, language)}
            </td>
            <td class="num" data-of={t("wave.released")}>
              {count(wave.released, language)}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
