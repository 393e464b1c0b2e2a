import type { ComponentChildren } from "preact";
import type { Block, Span } from "../domain/brief";

interface Props {
  readonly blocks: readonly Block[];
  /** how a picture is shown: from the server at a desk, from the phone's own disk in a store */
  readonly picture: (sha256: string, words: string) => ComponentChildren;
}

/** A brief as it is read: headings, paragraphs, lists, pictures. */
export function Blocks({ blocks, picture }: Props) {
  return (
    <>
      {blocks.map((block, index) => (
        <One key={index} block={block} picture={picture} />
      ))}
    </>
  );
}

function One({ block, picture }: { readonly block: Block; readonly picture: Props["picture"] }) {
  if (block.kind === "picture") return <>{picture(block.sha256 ?? "", block.words ?? "")}</>;
  if (block.kind === "heading")
    return (
      <h3>
        <Spans spans={block.spans} />
      </h3>
    );
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

function Spans({ spans = [] }: { readonly spans: readonly Span[] | undefined }) {
  return (
    <>
      {spans.map(({ text, strong, emphasis }, index) => {
        if (strong) return <strong key={index}>{text}</strong>;
        return emphasis ? <em key={index}>{text}</em> : text;
      })}
    </>
  );
}
