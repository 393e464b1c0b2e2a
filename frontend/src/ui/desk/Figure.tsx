import type { ComponentChildren } from "preact";

/** A figure: its name, its band or glyph, the numeral, its interval, and a sentence in words. */
export function Figure(props: {
  title: string;
  aside?: ComponentChildren;
  value: string;
  unit?: string;
  earned?: boolean;
  interval?: ComponentChildren;
  children: ComponentChildren;
}) {
  return (
    <section class="figure narrow" aria-label={props.title}>
      <div class="of">
        <h2>{props.title}</h2>
        {props.aside}
      </div>
      <p class="value">
        <span class={props.earned ? "beyond" : ""}>{props.value}</span>
        {props.unit && <small>{props.unit}</small>}
      </p>
      {props.interval}
      {props.children}
    </section>
  );
}
