import type { ComponentChildren } from "preact";

/** A part of a page: an ink rule under its heading, and what is to be known about it at the end. */
export function Part(props: {
  title: string;
  end?: ComponentChildren;
  children: ComponentChildren;
  className?: string;
  /** where a link of another page leads to */
  id?: string;
}) {
  return (
    <section class={`part ${props.className ?? ""}`} id={props.id}>
      <header>
        <h2>{props.title}</h2>
        {props.end !== undefined && <span class="end">{props.end}</span>}
      </header>
      {props.children}
    </section>
  );
}
