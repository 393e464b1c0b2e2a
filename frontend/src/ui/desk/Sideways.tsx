import type { ComponentChildren } from "preact";
import { useEffect, useRef, useState } from "preact/hooks";
import { frameWords } from "./words";

/**
 * A table that may be wider than its page. Where it is, it says so in words and shades the edge that hides
 * more; the keyboard reaches it, and its arrows move it.
 */
export function Sideways({ name, children }: { name: string; children: ComponentChildren }) {
  const frame = useRef<HTMLDivElement>(null);
  const [runsOn, setRunsOn] = useState(false);
  useEffect(() => {
    const here = frame.current;
    if (!here) return;
    const measured = new ResizeObserver(() => setRunsOn(here.scrollWidth > here.clientWidth + 1));
    for (const one of [here, ...here.children]) measured.observe(one);
    return () => measured.disconnect();
  }, []);
  return (
    <>
      {runsOn && <p class="label goes-on">{frameWords.say("goes_on")}</p>}
      <div
        class="scroll"
        ref={frame}
        {...(runsOn && { role: "group" as const, "aria-label": name, tabIndex: 0 })}
      >
        {children}
      </div>
    </>
  );
}
