import { useEffect, useState } from "preact/hooks";
import { type MadeLink, sheetOfLinks } from "../../domain/told";
import { useWords } from "../words";

/** The links just made: shown this once, because only their hashes are kept. */
export function LinksMade({ links }: { links: MadeLink[] }) {
  const { t } = useWords();
  const [sheet, setSheet] = useState("");
  useEffect(() => {
    const text = sheetOfLinks(links, location.origin, [t("pulses.store"), t("pulses.link")]);
    const made = URL.createObjectURL(new Blob([text], { type: "text/csv" }));
    setSheet(made);
    return () => URL.revokeObjectURL(made);
  }, [links]);
  const first = links[0];
  return (
    <div class="banner good" role="status">
      <p>
        <strong>{t("pulses.made", { n: links.length })}</strong> {t("pulses.made_means")}
      </p>
      <p class="acts">
        <a class="act small" href={sheet} download={t("pulses.file")}>
          {t("pulses.download")}
        </a>
        {links.length === 1 && first && <code dir="ltr">{`${location.origin}/pulse/${first.key}`}</code>}
      </p>
    </div>
  );
}
