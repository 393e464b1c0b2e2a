import { read } from "../../api/asking";
import { OUTCOMES } from "../../domain/outcomes";
import type { WholeWave } from "../../domain/programme";
import type { WholeChecklist } from "../../domain/workbook";
import { useLoaded } from "../../ui/load";
import { useWords } from "../words";
import { WaveSection } from "./WaveSection";

interface Props {
  wave: WholeWave;
  kept: () => void;
}

/** Window, edition, number of visits, release, appeals, and what a visit is paid that could not be made. */
export function WaveTermsForm({ wave, kept }: Props) {
  const { t } = useWords();
  return (
    <WaveSection
      wave={wave}
      kept={kept}
      title={t("terms")}
      end={t(`release.${wave.release_rule}`)}
      button={t("terms.keep")}
      changesOf={changesOf}
    >
      <label class="line-of">
        <span class="quiet">{t("wave.called")}</span>
        <input class="field" name="name" required maxLength={120} defaultValue={wave.name} />
      </label>
      <EditionLine wave={wave} />
      {(["opens", "closes"] as const).map((name) => (
        <label key={name} class="line-of">
          <span class="quiet">{t(`wave.${name}`)}</span>
          <input class="field" name={name} type="date" required defaultValue={wave[name]} />
        </label>
      ))}
      <NumberLine name="visits_per_store" label={t("wave.visits_per_store")} value={wave.visits_per_store} />
      <label class="line-of">
        <span class="quiet">{t("wave.release_rule")}</span>
        <select class="field" name="release_rule" defaultValue={wave.release_rule}>
          {["reviewer", "at_once"].map((rule) => (
            <option key={rule} value={rule} selected={rule === wave.release_rule}>
              {t(`release.${rule}`)}
            </option>
          ))}
        </select>
      </label>
      <NumberLine name="appeal_days" label={t("terms.appeal_days")} value={wave.appeal_days} least={0} />
      <NumberLine
        name="appeals_per_store"
        label={t("terms.appeals_per_store")}
        value={wave.appeals_per_store}
        least={0}
      />
      <fieldset class="ask">
        <legend class="label">{t("terms.pays_undone")}</legend>
        {OUTCOMES.map((outcome) => (
          <NumberLine
            key={outcome}
            name={outcome}
            label={t(`outcome.${outcome}`)}
            value={Math.round(Number(wave.pays_undone[outcome] ?? 0) * 100)}
            least={0}
            most={100}
          />
        ))}
      </fieldset>
    </WaveSection>
  );
}

function EditionLine({ wave }: { wave: WholeWave }) {
  const { t } = useWords();
  const { id } = wave.checklist;
  const [loaded] = useLoaded(id, (signal) => read<WholeChecklist>(`checklists/${id}`, {}, signal));
  const editions = loaded.value?.editions ?? [wave.edition];
  return (
    <label class="line-of">
      <span class="quiet">{t("edition")}</span>
      <select class="field" name="edition">
        {editions.map(({ number, sha256 }) => (
          <option key={sha256} value={sha256} selected={sha256 === wave.edition.sha256}>
            {t("edition.n", { number })}
          </option>
        ))}
      </select>
    </label>
  );
}

interface NumberProps {
  name: string;
  label: string;
  value: number;
  least?: number;
  most?: number;
}

function NumberLine({ name, label, value, least = 1, most = 1000 }: NumberProps) {
  return (
    <label class="line-of">
      <span class="quiet">{label}</span>
      <input
        class="field"
        name={name}
        type="number"
        min={least}
        max={most}
        required
        defaultValue={String(value)}
      />
    </label>
  );
}

function changesOf(fields: FormData): object {
  const number = (name: string): number => Number(fields.get(name));
  const text = (name: string): string => String(fields.get(name));
  const shares = OUTCOMES.map((outcome) => [outcome, (number(outcome) / 100).toFixed(2)] as const);
  return {
    name: text("name"),
    edition: text("edition"),
    opens: text("opens"),
    closes: text("closes"),
    visits_per_store: number("visits_per_store"),
    release_rule: text("release_rule"),
    appeal_days: number("appeal_days"),
    appeals_per_store: number("appeals_per_store"),
    pays_undone: Object.fromEntries(shares.filter(([, share]) => Number(share) > 0)),
  };
}
