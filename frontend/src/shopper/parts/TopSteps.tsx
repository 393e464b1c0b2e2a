import type { Progress } from "../visit/sections";
import { say } from "../words";

const partOf = ({ answered, lacking }: Progress): number => {
  const all = answered + lacking.filter((each) => each.lack === "missing").length;
  return all === 0 ? 1 : answered / all;
};

/** The progress line: one stretch for each section, filled as far as it is answered. */
export function TopSteps({ sections, at }: { sections: readonly Progress[]; at: number }) {
  const here = sections[at];
  const wanted = here ? here.lacking.length : 0;
  return (
    <div
      class="steps"
      role="img"
      aria-label={say("section.progress", { number: at + 1, of: sections.length, n: wanted })}
    >
      {sections.map((each, i) => (
        <i key={i} style={{ "--part": `${Math.round(partOf(each) * 100)}%` }} />
      ))}
    </div>
  );
}
