import { useEffect, useState } from "preact/hooks";
import { address, send } from "../../api/desk";
import type { Block, Span } from "../../domain/brief";
import { directionOf } from "../../ui/language";
import { useWords } from "../words";

const PAUSE = 400; // milliseconds without a letter, before the server is asked

/** The brief as the server reads it, which is how the phone will show it. */
export function BriefPreview({ code, words }: { code: string; words: string }) {
  const { t } = useWords();
  const [blocks, setBlocks] = useState<Block[]>([]);
  const [isBehind, setBehind] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => {
      send<{ blocks: Block[] }>("POST", "brief-preview", { words }).then(
        (answer) => {
          setBlocks(answer.blocks);
          setBehind(false);
        },
        () => setBehind(true),
      );
    }, PAUSE);
    return () => clearTimeout(timer);
  }, [words]);
  return (
    <section class="brief-preview" aria-label={t("brief.preview")}>
      <h3>{t("brief.preview")}</h3>
      {isBehind && <p class="quiet">{t("offline")}</p>}
      <div lang={code} dir={directionOf(code)}>
        {blocks.length === 0 && <p class="quiet">{t("brief.empty")}</p>}
        {blocks.map((block, index) => (
          <BlockView key={index} block={block} />
        ))}
      </div>
    </section>
  );
}

function BlockView({ block }: { block: Block }) {
  if (block.kind === "heading")
    return (
      <h4>
        <Spans spans={block.spans} />
      </h4>
    );
  if (block.kind === "picture")
    return <img src={address(`brief-pictures/${block.sha256}`)} alt={block.words ?? ""} loading="lazy" />;
  if (block.kind === "list") {
    const List = block.ordered ? "ol" : "ul";
    return (
      <List>
        {block.lines?.map((spans, index) => (
          <li key={index}>
            <Spans spans={spans} />
          </li>
        ))}
      </List>
    );
  }
  return (
    <p>
      <Spans spans={block.spans} />
    </p>
  );
}

function Spans({ spans = [] }: { spans: Span[] | undefined }) {
  return (
    <>
      {spans.map(({ text, strong, emphasis }, index) => {
        if (strong) return <strong key={index}>{text}</strong>;
        return emphasis ? <em key={index}>{text}</em> : text;
      })}
    </>
  );
}
