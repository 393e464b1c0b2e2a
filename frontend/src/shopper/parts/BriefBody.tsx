import type { Assignment } from "../../domain/assignment";
import { Blocks } from "../../ui/Blocks";
import { briefWords } from "./brief";
import { useKeptPicture } from "./kept_picture";

/** What HQ wrote for this visit: with headings, lists and pictures, else its bare words. */
export function BriefBody({ assignment }: { readonly assignment: Assignment }) {
  const blocks = assignment.brief_blocks ?? [];
  if (blocks.length === 0)
    return (
      <p class="brief-words" dir="auto">
        {briefWords(assignment)}
      </p>
    );
  return (
    <div class="brief-body" dir="auto">
      <Blocks blocks={blocks} picture={(sha256, words) => <Picture sha256={sha256} words={words} />} />
    </div>
  );
}

/** A picture; where it can't be shown, its words. */
function Picture({ sha256, words }: { readonly sha256: string; readonly words: string }) {
  const address = useKeptPicture(sha256);
  return address ? <img src={address} alt={words} /> : <p class="quiet">{words}</p>;
}
