import type { Section } from "../domain/standing";
import { interval, plain, signed } from "../ui/desk/figures";
import { useWords } from "./words";

/** The checklist's sections: how much of each was kept. A section where nothing was possible is left out. */
export function SectionsPart({ sections, n }: { sections: Section[]; n: number }) {
  const { t, language, pick } = useWords();
  const scored = sections.filter((section) => section.score !== null);
  return (
    <section class="half">
      <div class="part first">
        <header>
          <h2>{t("sections")}</h2>
          <span class="end">{t("visits.n", { n })}</span>
        </header>
        <table class="sections">
          <thead>
            <tr>
              <th scope="col">{t("section")}</th>
              <th scope="col" class="num">
                {t("per_cent")}
              </th>
              <th scope="col">
                <span class="unseen">{t("bar")}</span>
              </th>
              <th scope="col" class="num">
                {t("points_lost")}
              </th>
            </tr>
          </thead>
          <tbody>
            {scored.map((section) => (
              <tr key={section.name}>
                <th scope="row" class="light">
                  {pick(section.label) || section.name}
                </th>
                <td class="num">{plain(section.score ?? 0, 1, language)}</td>
                <td>
                  <meter min={0} max={100} value={section.score ?? 0} aria-label={pick(section.label)} />
                  {section.low !== null && section.high !== null && (
                    <small class="ends">
                      <bdi dir="ltr">{interval(section.low, section.high, 1, language)}</bdi>
                    </small>
                  )}
                </td>
                <td class="num">
                  <bdi dir="ltr">{signed(-section.lost, 1, language)}</bdi>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
}
