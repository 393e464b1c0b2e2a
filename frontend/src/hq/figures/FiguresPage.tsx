import { useTitle } from "../Page";
import { useWords } from "../words";
import { CostsPart } from "./CostsPart";
import { PulsesPart } from "./PulsesPart";
import { SalesPart } from "./SalesPart";

/** What only headquarters knows, and what insights need it for. */
export function FiguresPage() {
  const { t } = useWords();
  useTitle(t("figures"));
  return (
    <>
      <h1>{t("figures")}</h1>
      <p class="lead">{t("figures.lead")}</p>
      <CostsPart />
      <PulsesPart />
      <SalesPart />
      <p class="after">
        <a href="/studies">{t("studies")}</a>
      </p>
    </>
  );
}
