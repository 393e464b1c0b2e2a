import type { ComponentChildren } from "preact";
import { useEffect, useRef } from "preact/hooks";
import type { Me, Post } from "../../domain/me";
import { LanguageOptions } from "../LanguageOptions";
import { type Language, language, localeOf } from "../language";
import { address } from "../router";
import { chooseTheme, THEMES, type Theme, theme } from "../theme";
import { type Door, doorsOf, isBehind, officeOf } from "./doors";
import { frameWords } from "./words";

interface Props {
  me: Me;
  /** turns the desk to another language, once its words are here */
  turnTo: (code: Language) => void;
  signOut: () => void;
  children: ComponentChildren;
}

/** The frame around every desk: whose brand it is, where one can go, who is signed in. */
export function Frame({ me, turnTo, signOut, children }: Props) {
  const say = frameWords.say;
  const post = me.posts.find((each) => each.role !== "shopper") ?? me.posts[0];
  return (
    <div class="desk">
      <a class="skip" href="#main">
        {say("skip")}
      </a>
      <header class="masthead">
        <div>
          <a class="brand" href={doorsOf(me)[0]?.to ?? "/"}>
            {post?.brand.name}
          </a>
          <span class="on-paper">{onPaper(new Date())}</span>
          <nav aria-label={say("main")}>
            <Links doors={doorsOf(me)} />
          </nav>
          <Who me={me} post={post} turnTo={turnTo} signOut={signOut} />
        </div>
        {officeOf(me).length > 0 && (
          <nav class="office" aria-label={say("office")}>
            <Links doors={officeOf(me)} />
          </nav>
        )}
      </header>
      <main id="main" tabIndex={-1}>
        {children}
      </main>
      <footer>
        <span>Encore</span>
        <span>{say("footer")}</span>
      </footer>
    </div>
  );
}

/** The day that a page was printed on, as its reader writes days. */
const onPaper = (now: Date): string =>
  new Intl.DateTimeFormat(localeOf(language.value), { dateStyle: "long" }).format(now);

/** How far a place lies beyond the middle of its list, to be scrolled by. */
const aside = (open: DOMRect, nav: DOMRect): number =>
  open.left + open.width / 2 - (nav.left + nav.width / 2);

function Links({ doors }: { doors: readonly Door[] }) {
  const list = useRef<HTMLUListElement>(null);
  const here = address.value;
  // on a phone the places run on sideways: the one that is open is brought into sight
  useEffect(() => {
    const nav = list.current?.parentElement;
    const open = list.current?.querySelector<HTMLElement>("[aria-current]");
    if (nav && open) nav.scrollLeft += aside(open.getBoundingClientRect(), nav.getBoundingClientRect());
  }, [here]);
  return (
    <ul ref={list}>
      {doors.map((door) => (
        <li key={door.to}>
          <a href={door.to} {...(isBehind(door, here) && { "aria-current": "page" as const })}>
            {frameWords.say(door.word)}
          </a>
        </li>
      ))}
    </ul>
  );
}

const boundOf = (post: Post | undefined): string => post?.region?.name ?? post?.store?.name ?? "";

function Who({ me, post, turnTo, signOut }: Omit<Props, "children"> & { post: Post | undefined }) {
  const say = frameWords.say;
  const bound = boundOf(post);
  return (
    <details class="who">
      <summary>{bound ? `${me.name}, ${bound}` : me.name}</summary>
      <div class="who-menu">
        <label>
          <span>{say("language")}</span>
          <select value={language.value} onChange={(event) => turnTo(event.currentTarget.value as Language)}>
            <LanguageOptions />
          </select>
        </label>
        <label>
          <span>{say("theme")}</span>
          <select value={theme.value} onChange={(event) => chooseTheme(event.currentTarget.value as Theme)}>
            {THEMES.map((each) => (
              <option key={each} value={each}>
                {say(`theme.${each}`)}
              </option>
            ))}
          </select>
        </label>
        <a class="link" href="/account">
          {say("account")}
        </a>
        <button type="button" class="link" onClick={signOut}>
          {say("sign_out")}
        </button>
      </div>
    </details>
  );
}
