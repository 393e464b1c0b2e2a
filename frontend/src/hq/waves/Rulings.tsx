import { useState } from "preact/hooks";
import { read } from "../../api/asking";
import type { Ruling } from "../../domain/programme";
import { language, localeOf } from "../../ui/language";
import { useLoaded } from "../../ui/load";
import { nearDay } from "../../ui/times";
import type { Inserts } from "../../ui/words";
import { Page } from "../Page";
import { useWords } from "../words";

type Say = (key: string, inserts?: Inserts) => string;

/** A rule that forbids, and the fact behind it where there is one to tell. */
export function reasonOf(t: Say, { rule, fact }: Ruling): string {
  const words = t(`rule.${rule}`);
  const told = factOf(t, rule, fact);
  return told ? `${words} (${told})` : words;
}

function factOf(t: Say, rule: string, fact: Record<string, unknown>): string {
  const text = (name: string): string => said(fact[name]);
  const figure = (name: string): string =>
    (fact[name] ?? null) === null ? "–" : written(Number(fact[name]));
  if (rule === "distance" && fact.km !== null)
    return t("fact.distance", { km: figure("km"), most: figure("most_km") });
  if (rule === "barred") return text("reason");
  if (rule === "rating") return t("fact.of", { has: figure("rating"), asked: figure("least") });
  if (rule === "most_visits") return t("fact.of", { has: text("has"), asked: text("most") });
  if (fact.until) return t("fact.until", { day: nearDay(`${text("until")}T12:00:00`, Date.now()) });
  if (fact.asked) return t("fact.asked", { hers: text("hers") || "–", asked: text("asked") || "–" });
  return "";
}

/** A number of kilometres, a rating: one digit behind the point, where there is something to tell by it. */
const written = (value: number): string =>
  new Intl.NumberFormat(localeOf(language.value), { maximumFractionDigits: 1 }).format(value);

/** A fact as it is read: lists and traits with commas. */
function said(value: unknown): string {
  if (Array.isArray(value)) return value.join(", ");
  if (value && typeof value === "object")
    return Object.entries(value)
      .map(([name, each]) => `${name}: ${said(each)}`)
      .join(", ");
  return value === null || value === undefined ? "–" : String(value);
}

interface Props {
  wave: string;
  assignment: string;
  shopper: string;
}

/** Every rule's word on one shopper, asked when it is opened. */
export function AllRules(props: Props) {
  const { t } = useWords();
  const [isOpen, setOpen] = useState(false);
  return (
    <details class="as-table" onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>{t("candidates.every_rule")}</summary>
      {isOpen && <Rules {...props} />}
    </details>
  );
}

function Rules({ wave, assignment, shopper }: Props) {
  const { t } = useWords();
  const [loaded, again] = useLoaded(shopper, (signal) =>
    read<{ rules: Ruling[] }>(`waves/${wave}/eligibility`, { assignment, shopper }, signal),
  );
  return (
    <Page loaded={loaded} again={again}>
      {({ rules }) => (
        <ul>
          {rules.map((ruling) => (
            <li key={ruling.rule}>
              <strong>{t(ruling.allows ? "ruling.allows" : "ruling.forbids")}</strong>{" "}
              {t(`rule.name.${ruling.rule}`)} <span class="quiet">{factOf(t, ruling.rule, ruling.fact)}</span>
            </li>
          ))}
        </ul>
      )}
    </Page>
  );
}
