import { useEffect, useState } from "preact/hooks";
import { picture } from "../../api/pictures";
import type { Assignment } from "../../domain/assignment";
import { Blocks } from "../../ui/Blocks";
import { briefWords } from "../parts/brief";
import { usePhone } from "../phone";

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

/** A picture from the phone's own disk; until it is there, and where it can't be had, its words. */
function Picture({ sha256, words }: { readonly sha256: string; readonly words: string }) {
  const person = usePhone().seen.value.briefing?.person.id ?? "";
  const [address, setAddress] = useState("");
  useEffect(() => {
    let made = "";
    let left = false;
    void picture(person, sha256).then((found) => {
      if (!found || left) return;
      made = URL.createObjectURL(found);
      setAddress(made);
    });
    return () => {
      left = true;
      if (made) URL.revokeObjectURL(made);
    };
  }, [person, sha256]);
  return address ? <img src={address} alt={words} /> : <p class="quiet">{words}</p>;
}
