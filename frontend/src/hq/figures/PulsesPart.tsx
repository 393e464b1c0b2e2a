import { useState } from "preact/hooks";
import { read, send } from "../../api/asking";
import type { WaveLine } from "../../domain/programme";
import type { MadeLink, StorePulse } from "../../domain/told";
import { count } from "../../ui/desk/figures";
import { Part } from "../../ui/desk/Part";
import { useLoaded } from "../../ui/load";
import { dayKey, nearDay } from "../../ui/times";
import { Page, useSentence } from "../Page";
import { useWords } from "../words";
import { LinksMade } from "./LinksMade";

const WEEK = 7 * 86_400_000;
const SHOWN = 200;
const inTwoWeeks = (): string => dayKey(Date.now() + 2 * WEEK);

/** The staff's pulse: five items by anonymous links, one answer each. */
export function PulsesPart() {
  const { t } = useWords();
  const [loaded, again] = useLoaded("waves", (signal) => read<WaveLine[]>("waves", {}, signal));
  const [chosen, setChosen] = useState("");
  return (
    <Part title={t("pulses")} end={t("pulses.end")}>
      <p class="quiet after">{t("pulses.lead")}</p>
      <Page loaded={loaded} again={again}>
        {(waves) => {
          const wave = chosen || waves[0]?.id;
          return wave ? (
            <PulseOfWave key={wave} wave={wave} waves={waves} choose={setChosen} />
          ) : (
            <p class="quiet empty">{t("pulses.no_wave")}</p>
          );
        }}
      </Page>
    </Part>
  );
}

type OfWave = { wave: string; waves: WaveLine[]; choose: (wave: string) => void };

function PulseOfWave({ wave, waves, choose }: OfWave) {
  const { t } = useWords();
  const sentence = useSentence();
  const [made, setMade] = useState<MadeLink[]>([]);
  const [trouble, setTrouble] = useState("");
  const [loaded, again] = useLoaded(wave, (signal) =>
    read<{ results: StorePulse[] }>("pulses", { wave }, signal),
  );
  const make = async (event: SubmitEvent) => {
    event.preventDefault();
    const { closes, each } = Object.fromEntries(new FormData(event.currentTarget as HTMLFormElement));
    setTrouble("");
    try {
      const told = await send<{ links: MadeLink[] }>("POST", "pulses", { wave, closes, each: Number(each) });
      setMade(told.links);
      again();
    } catch (problem) {
      setTrouble(sentence(problem));
    }
  };
  return (
    <>
      <form class="ask wave-form" onSubmit={(event) => void make(event as unknown as SubmitEvent)}>
        <label class="line-of">
          <span class="quiet">{t("pulses.wave")}</span>
          <select value={wave} onChange={(event) => choose(event.currentTarget.value)}>
            {waves.map((one) => (
              <option key={one.id} value={one.id}>
                {t("figures.wave", { wave: one.number, name: one.name })}
              </option>
            ))}
          </select>
        </label>
        <label class="line-of">
          <span class="quiet">{t("pulses.each")}</span>
          <input class="field" name="each" type="number" min={1} max={200} required defaultValue="10" />
        </label>
        <label class="line-of">
          <span class="quiet">{t("pulses.closes")}</span>
          <input class="field" name="closes" type="date" required defaultValue={inTwoWeeks()} />
        </label>
        <p class="acts">
          <button type="submit" class="act">
            {t("pulses.make")}
          </button>
          <span role="alert">{trouble}</span>
        </p>
      </form>
      {made.length > 0 && <LinksMade links={made} />}
      <Page loaded={loaded} again={again}>
        {({ results }) => <Pulses pulses={results} />}
      </Page>
    </>
  );
}

function Pulses({ pulses }: { pulses: StorePulse[] }) {
  const { t } = useWords();
  if (pulses.length === 0) return <p class="quiet empty">{t("pulses.empty")}</p>;
  return (
    <>
      <PulseTable pulses={pulses.slice(0, SHOWN)} />
      {pulses.length > SHOWN && <p class="quiet after">{t("pulses.more", { n: pulses.length - SHOWN })}</p>}
    </>
  );
}

function PulseTable({ pulses }: { pulses: StorePulse[] }) {
  const { t, language } = useWords();
  return (
    <table class="folds plain">
      <thead>
        <tr>
          <th scope="col">{t("pulses.store")}</th>
          <th scope="col" class="num">
            {t("pulses.links")}
          </th>
          <th scope="col" class="num">
            {t("pulses.answers")}
          </th>
          <th scope="col">{t("pulses.closes")}</th>
        </tr>
      </thead>
      <tbody>
        {pulses.map((one) => (
          <tr key={one.store.id}>
            <th scope="row">{one.store.name}</th>
            <td class="num" data-of={t("pulses.links")}>
              {count(one.links, language)}
            </td>
            <td class="num" data-of={t("pulses.answers")}>
              {one.answers === null ? t("pulses.few") : count(one.answers, language)}
            </td>
            <td data-of={t("pulses.closes")}>{nearDay(one.closes, Date.now())}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
