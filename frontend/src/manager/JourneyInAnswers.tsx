import type { Touchpoint } from "../domain/standing";
import { Sideways } from "../ui/desk/Sideways";
import { useWords } from "./words";

/** What so few visits answered at each moment that no figure can be told of it: how often, and nothing more. */
export function JourneyInAnswers({ moments }: { moments: Touchpoint[] }) {
  const { t } = useWords();
  const [first] = moments;
  const n = Math.max(...moments.map((moment) => moment.n));
  return (
    <>
      <p class="after">
        {t("withheld", { n, wants: first?.wants ?? 6 })} {t("journey.raw")}
      </p>
      <Sideways name={t("journey.title")}>
        <table>
          <thead>
            <tr>
              <th scope="col">{t("journey.col.moment")}</th>
              {["beyond", "as", "below"].map((word) => (
                <th key={word} scope="col" class="num">
                  {t(`journey.col.${word}`)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {moments.map(({ name, exceed, shortfall, n: visits }) => (
              <tr key={name}>
                <th scope="row" class="light">
                  {name}
                </th>
                <td class="num">{exceed.k}</td>
                <td class="num">{visits - exceed.k - shortfall.k}</td>
                <td class="num">{shortfall.k}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </Sideways>
    </>
  );
}
