import { useEffect, useRef, useState } from "preact/hooks";
import { type Answer, unlessAnswered } from "../../domain/answers";
import type { Question } from "../../domain/edition";
import { momentNow } from "../../domain/moment";
import { Mark } from "../../ui/Mark";
import { clock, clockToSecond, weekday } from "../../ui/times";
import { KeptBanner } from "../parts/KeptBanner";
import { tapWord } from "../parts/tap_word";
import { useTitle } from "../parts/title";
import { usePhone } from "../phone";
import { useOpenVisit } from "../visit/in_hand";
import type { OpenVisit } from "../visit/open_visit";
import { keepQuickNote, quickNote } from "../visit/quick_note";
import { tapsOf } from "../visit/sections";
import { say } from "../words";
import "../notes.css";

/** How far a finger moves, in pixels, to hide the screen. */
const SWIPE = 60;

/** One gesture hides everything, and the same brings it back: a tap on the grip, a swipe, or Escape. */
function useHiding() {
  const [hidden, setHidden] = useState(false);
  const from = useRef<number | null>(null);
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => event.key === "Escape" && setHidden((was) => !was);
    addEventListener("keydown", onKey);
    return () => removeEventListener("keydown", onKey);
  }, []);
  const gestures = {
    onTouchStart: (event: TouchEvent) => {
      from.current = event.touches[0]?.clientY ?? null;
    },
    onTouchEnd: (event: TouchEvent) => {
      const moved = (event.changedTouches[0]?.clientY ?? 0) - (from.current ?? 0);
      if (moved > SWIPE && scrollY === 0) setHidden(true);
      if (moved < -SWIPE && hidden) setHidden(false);
    },
  };
  return { hidden, turn: () => setHidden((was) => !was), gestures };
}

const DARK = "#121110";

/** The phone's own bar around the app turns dark, too; gives the way back. */
function darkenFrame(): () => void {
  const bars = [...document.querySelectorAll<HTMLMetaElement>('meta[name="theme-color"]')];
  const before = bars.map((bar) => bar.content);
  for (const bar of bars) bar.content = DARK;
  return () => {
    for (const [i, bar] of bars.entries()) bar.content = before[i] ?? "";
  };
}

/** The screen for inside: it looks like notes, dark and silent. */
export function NotesPage({ id }: { id: string }) {
  const phone = usePhone();
  const drafted = useOpenVisit(phone, id);
  // what can't be read is said on the visit's own page: this one tells nobody anything
  const open = drafted === "unread" ? null : drafted;
  const { hidden, turn, gestures } = useHiding();
  useTitle();
  useEffect(darkenFrame, []);
  const left = phone.seen.value.visits.some((visit) => visit.id === id && visit.state === "draft");
  const back = left ? `/visits/${id}` : "/today";
  return (
    <div class={hidden ? "notes hidden" : "notes"} {...gestures}>
      <button
        type="button"
        class="grip"
        aria-label={say(hidden ? "notes.show" : "notes.hide")}
        aria-expanded={!hidden}
        onClick={turn}
      />
      <main>
        <div class="over">
          <a href={back} data-replace>
            <Mark name="back" turns /> {say("app")}
          </a>
          <Clock />
        </div>
        <h1>{weekday(Date.now())}</h1>
        {open && <KeptBanner open={open} />}
        {open && (
          <ul aria-label={say("notes.moments")}>
            {tapsOf(open.edition.body).map((tap) => (
              <Stamp key={tap.name} open={open} tap={tap} />
            ))}
          </ul>
        )}
        <textarea
          aria-label={say("notes.quick")}
          spellcheck={false}
          dir="auto"
          defaultValue={quickNote(id)}
          onInput={(event) => keepQuickNote(id, event.currentTarget.value)}
        />
      </main>
    </div>
  );
}

function Clock() {
  const [now, setNow] = useState(Date.now());
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), 5000);
    return () => clearInterval(timer);
  }, []);
  return <span>{clock(now)}</span>;
}

const neverCame = (value: Answer): boolean =>
  typeof value === "object" && value !== null && "did_not_happen" in value;

/** One moment. The first tap stamps it; what is stamped is corrected later, not in here. */
function Stamp({ open, tap }: { open: OpenVisit; tap: Question }) {
  const value = open.answers.value[tap.name];
  const never = neverCame(value);
  const at = typeof value === "string" && value !== "" ? value : null;
  const isDone = never || at !== null;
  const keep = (first: Answer) => void open.change(tap.name, [], unlessAnswered(first));
  const word = tapWord(tap);
  const time = at ? clockToSecond(at) : never ? say("notes.no") : "";
  return (
    <li class={`stamp${isDone ? " done" : ""}${never ? " never" : ""}`}>
      <button
        type="button"
        class="now"
        aria-label={time ? `${word}: ${time}` : word}
        aria-disabled={isDone}
        onClick={() => isDone || keep(momentNow().at)}
      >
        <span class="ring" />
        <span>{word}</span>
        <time>
          <bdi>{time}</bdi>
        </time>
      </button>
      {!isDone && (
        <button
          type="button"
          class="not"
          aria-label={`${word}: ${say("notes.no")}`}
          onClick={() => keep({ did_not_happen: true })}
        >
          {say("notes.no")}
        </button>
      )}
    </li>
  );
}
