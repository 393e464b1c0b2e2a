import { useWords } from "../words";
import type { Daypart } from "./QuotasForm";

interface Props {
  dayparts: Daypart[];
  change: (dayparts: Daypart[]) => void;
}

/** The parts of a store's own day. */
export function DaypartRows({ dayparts, change }: Props) {
  const { t } = useWords();
  const alter = (index: number, changes: Partial<Daypart>) =>
    change(dayparts.map((each, at) => (at === index ? { ...each, ...changes } : each)));
  return (
    <fieldset class="rows-of">
      <legend class="label">{t("dayparts")}</legend>
      {dayparts.map((daypart, index) => (
        <div class="row-of" key={index}>
          <input
            class="field"
            aria-label={`${t("dayparts.name")} (${index + 1})`}
            placeholder={t("dayparts.name")}
            required
            maxLength={20}
            value={daypart.name}
            onInput={(event) => alter(index, { name: event.currentTarget.value })}
          />
          {(["from", "to"] as const).map((end) => (
            <input
              key={end}
              class="field short"
              type="time"
              required
              aria-label={`${t(`dayparts.${end}`)} (${index + 1})`}
              value={daypart[end]}
              onInput={(event) => alter(index, { [end]: event.currentTarget.value })}
            />
          ))}
          <button
            type="button"
            class="link"
            aria-label={t("dayparts.remove", { name: daypart.name })}
            onClick={() => change(dayparts.filter((_, at) => at !== index))}
          >
            ×
          </button>
        </div>
      ))}
      <button
        type="button"
        class="act small"
        onClick={() => change([...dayparts, { name: "", from: "09:00", to: "12:00" }])}
      >
        {t("dayparts.add")}
      </button>
    </fieldset>
  );
}
