import { useEffect, useRef, useState } from "preact/hooks";
import { figures } from "../../domain/digits";
import { type ControlProps, named, textOf } from "./control";

/** Typing rests this long, in milliseconds, before it is written; leaving the field writes at once. */
const REST = 250;

/**
 * A value that is typed: shown at once, kept when typing rests, when the field is left, when the page goes. What is
 * kept comes back to the field once nothing of it is under way: a slow disk tells of words long after newer ones.
 */
export function useTyped(props: ControlProps, read: (text: string) => unknown = (text) => text || undefined) {
  const kept = textOf(props.asked.value);
  const [text, setText] = useState(kept);
  const pending = useRef<{ timer: number; text: string } | null>(null);
  const writing = useRef(0);
  const [settled, settle] = useState(0);
  const known = useRef(kept);
  const latest = useRef(props.answer);
  latest.current = props.answer;

  const flush = () => {
    if (!pending.current) return;
    clearTimeout(pending.current.timer);
    const value = read(pending.current.text);
    pending.current = null;
    if (value === null) return;
    writing.current += 1;
    void latest.current(value as string | number | undefined).finally(() => {
      writing.current -= 1;
      settle((count) => count + 1);
    });
  };
  const typed = (now: string) => {
    setText(now);
    clearTimeout(pending.current?.timer);
    pending.current = { text: now, timer: window.setTimeout(flush, REST) };
  };
  useEffect(() => {
    if (pending.current || writing.current > 0 || known.current === kept) return;
    known.current = kept;
    setText(kept);
  }, [kept, settled]);
  useEffect(() => {
    document.addEventListener("visibilitychange", flush);
    addEventListener("pagehide", flush);
    return () => {
      flush();
      document.removeEventListener("visibilitychange", flush);
      removeEventListener("pagehide", flush);
    };
  }, []);
  return { text, typed, flush };
}

/** Words. The field grows with them; only a `multiline` one takes line breaks. */
export function Text(props: ControlProps) {
  const { text, typed, flush } = useTyped(props);
  const many = props.node.appearance?.includes("multiline") ?? false;
  return (
    <textarea
      {...named(props)}
      class={many ? "line-in many" : "line-in"}
      rows={many ? 3 : 1}
      dir="auto"
      value={text}
      onBlur={flush}
      onKeyDown={(event) => !many && event.key === "Enter" && event.preventDefault()}
      onInput={(event) => typed(event.currentTarget.value)}
    />
  );
}

const asNumber = (text: string): number | undefined | null => {
  const typed = figures(text);
  if (typed === "") return undefined;
  const number = Number(typed);
  return Number.isFinite(number) ? number : null;
};

/** A number with a fraction, typed with either decimal sign. */
export function Decimal(props: ControlProps) {
  const { text, typed, flush } = useTyped(props, asNumber);
  return (
    <input
      {...named(props)}
      class="line-in"
      type="text"
      inputMode="decimal"
      value={text}
      onBlur={flush}
      onInput={(event) => typed(event.currentTarget.value)}
    />
  );
}
