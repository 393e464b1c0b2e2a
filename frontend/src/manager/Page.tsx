import { Problem } from "../api/asking";
import { pageIn } from "../ui/desk/page";
import { useWords } from "./words";

export { useAim, useTitle } from "../ui/desk/page";

const useSentence = () => {
  const { t } = useWords();
  return (problem: unknown) =>
    problem instanceof Problem && problem.code === "not_found" ? t("not_found") : "";
};

export const Page = pageIn({ useWords, useSentence });

/** Copy this view, print, export: what every view can do with itself. */
export function ViewActs({ exportsTo }: { exportsTo?: string }) {
  const { t } = useWords();
  return (
    <span class="end">
      <button type="button" class="link" onClick={() => navigator.clipboard?.writeText(location.href)}>
        {t("copy_view")}
      </button>
      <button type="button" class="link" onClick={() => print()}>
        {t("print")}
      </button>
      {exportsTo && <a href={exportsTo}>{t("export")}</a>}
    </span>
  );
}
