import type { ComponentChildren } from "preact";
import { useEffect, useRef } from "preact/hooks";
import { Mark } from "../../ui/Mark";
import { say } from "../words";

export interface WayProps {
  readonly title: string;
  readonly back: string;
  readonly ends?: ComponentChildren;
  readonly children?: ComponentChildren;
  /** the page has its own large heading: this one is only where one is */
  readonly isPlain?: boolean;
}

/** Back, where one is, and what is at the end. */
export function Way({ title, back, ends, children, isPlain = false }: WayProps) {
  return (
    <header class="way-top">
      <div>
        <div class="way">
          <a href={back} aria-label={say("back")}>
            <Mark name="back" turns />
          </a>
          {isPlain ? <p class="where">{title}</p> : <Heading words={title} />}
          <span class="ends">{ends}</span>
        </div>
        {children}
      </div>
    </header>
  );
}

/** A page's first heading. A screen reader begins here whenever the page changes. */
export function Heading({ words, className }: { words: string; className?: string }) {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    if (!location.hash) heading.current?.focus({ preventScroll: true });
  }, []);
  return (
    <h1 ref={heading} tabIndex={-1} class={className}>
      {words}
    </h1>
  );
}
