import { useState } from "preact/hooks";
import type { Quota, WholeWave } from "../../domain/programme";
import { useWords } from "../words";
import { DaypartRows } from "./DaypartRows";
import { WaveSection } from "./WaveSection";

interface Props {
  wave: WholeWave;
  kept: () => void;
}

export interface Daypart {
  name: string;
  from: string;
  to: string;
}

/** One quota as it is typed. */
interface QuotaRow {
  daypart: string;
  trait: string;
  value: string;
  least: number;
}

/** Of each store's visits: so many in this part of the day, by such a shopper. */
export function QuotasForm({ wave, kept }: Props) {
  const { t } = useWords();
  const [dayparts, setDayparts] = useState<Daypart[]>(daypartsOf(wave));
  const [quotas, setQuotas] = useState<QuotaRow[]>(wave.quotas.map(rowOf));
  return (
    <WaveSection
      wave={wave}
      kept={kept}
      title={t("quotas")}
      end={t("quotas.now", { n: wave.quotas.length })}
      button={t("quotas.keep")}
      changesOf={() => ({
        dayparts: Object.fromEntries(dayparts.map(({ name, from, to }) => [name, [from, to]])),
        quotas: quotas.map(quotaOf),
      })}
    >
      <p class="quiet">{t("quotas.lead")}</p>
      <DaypartRows dayparts={dayparts} change={setDayparts} />
      <fieldset class="rows-of">
        <legend class="label">{t("quotas")}</legend>
        {quotas.map((quota, index) => (
          <QuotaLine
            key={index}
            number={index + 1}
            quota={quota}
            dayparts={dayparts}
            most={wave.visits_per_store}
            change={(next) => setQuotas(quotas.map((each, at) => (at === index ? next : each)))}
            remove={() => setQuotas(quotas.filter((_, at) => at !== index))}
          />
        ))}
        <button
          type="button"
          class="act small"
          onClick={() =>
            setQuotas([...quotas, { daypart: dayparts[0]?.name ?? "", trait: "", value: "", least: 1 }])
          }
        >
          {t("quotas.add")}
        </button>
      </fieldset>
    </WaveSection>
  );
}

interface LineProps {
  number: number;
  quota: QuotaRow;
  dayparts: Daypart[];
  most: number;
  change: (quota: QuotaRow) => void;
  remove: () => void;
}

function QuotaLine({ number, quota, dayparts, most, change, remove }: LineProps) {
  const { t } = useWords();
  const named = (word: string) => `${t(word)} (${t("quotas.n", { number })})`;
  return (
    <div class="row-of">
      <input
        class="field short"
        type="number"
        min={1}
        max={most}
        required
        aria-label={named("quotas.least")}
        value={quota.least}
        onChange={(event) => change({ ...quota, least: Number(event.currentTarget.value) })}
      />
      <select
        class="field"
        aria-label={named("quotas.daypart")}
        value={quota.daypart}
        onChange={(event) => change({ ...quota, daypart: event.currentTarget.value })}
      >
        <option value="">{t("quotas.any_time")}</option>
        {dayparts.map(({ name }) => (
          <option key={name} value={name}>
            {name}
          </option>
        ))}
      </select>
      <input
        class="field"
        aria-label={named("quotas.trait")}
        placeholder={t("quotas.trait")}
        maxLength={60}
        required={quota.daypart === ""}
        value={quota.trait}
        onInput={(event) => change({ ...quota, trait: event.currentTarget.value })}
      />
      <input
        class="field"
        aria-label={named("quotas.value")}
        placeholder={t("quotas.value")}
        maxLength={60}
        required={quota.trait !== ""}
        value={quota.value}
        onInput={(event) => change({ ...quota, value: event.currentTarget.value })}
      />
      <button type="button" class="link" aria-label={named("quotas.remove")} onClick={remove}>
        ×
      </button>
    </div>
  );
}

const daypartsOf = (wave: WholeWave): Daypart[] =>
  Object.entries(wave.dayparts).map(([name, [from, to]]) => ({ name, from, to }));

function rowOf({ daypart, trait, least }: Quota): QuotaRow {
  const [name, value] = Object.entries(trait ?? {})[0] ?? ["", ""];
  return { daypart: daypart ?? "", trait: name, value, least };
}

function quotaOf({ daypart, trait, value, least }: QuotaRow): Quota {
  const asked = { least, ...(daypart && { daypart }) };
  return trait.trim() ? { ...asked, trait: { [trait.trim()]: value.trim() } } : asked;
}
