import { useEffect, useState } from "preact/hooks";
import { address, send } from "../../api/asking";
import type { Block } from "../../domain/brief";
import { Blocks } from "../../ui/Blocks";
import { directionOf } from "../../ui/language";
import { useWords } from "../words";

const PAUSE = 400; // milliseconds without a letter, before the server is asked

/** The brief as the server reads it, which is how the phone will show it. */
export function BriefPreview({ code, words }: { code: string; words: string }) {
  const { t } = useWords();
  const [blocks, setBlocks] = useState<Block[]>([]);
  const [isBehind, setBehind] = useState(false);
  useEffect(() => {
    let isOld = false;
    const timer = setTimeout(() => {
      send<{ blocks: Block[] }>("POST", "brief-preview", { words }).then(
        (answer) => {
          if (isOld) return; // newer words have been asked about since
          setBlocks(answer.blocks);
          setBehind(false);
        },
        () => isOld || setBehind(true),
      );
    }, PAUSE);
    return () => {
      isOld = true;
      clearTimeout(timer);
    };
  }, [words]);
  return (
    <section class="brief-preview" aria-label={t("brief.preview")}>
      <h3>{t("brief.preview")}</h3>
      {isBehind && <p class="quiet">{t("offline")}</p>}
      <div lang={code} dir={directionOf(code)}>
        {blocks.length === 0 && <p class="quiet">{t("brief.empty")}</p>}
        <Blocks
          blocks={blocks}
          picture={(sha256, words) => (
            <img src={address(`brief-pictures/${sha256}`)} alt={words} loading="lazy" />
          )}
        />
      </div>
    </section>
  );
}
