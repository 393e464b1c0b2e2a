import { signal } from "@preact/signals";
import type { ComponentType } from "preact";
import { render } from "preact";
import { opening } from "./api/opening";
import { forgetPerson, keepPerson, keptPerson } from "./api/person";
import { signOut, whoIsHere } from "./api/who";
import type { Me } from "./domain/me";
import { ACCOUNT, type AreaName, areaOf, homeOf, SIGN_IN } from "./routes";
import { keepInstallOffer } from "./ui/install";
import { firstLanguage, keepLanguage, type Language, speak } from "./ui/language";
import { address, followLinks, go } from "./ui/router";
import { startTheme } from "./ui/theme";
import { keepApp } from "./ui/update";
import "./ui/tokens.css";
import "./ui/base.css";

/** What main gives to every area; each takes what it needs. */
interface AreaProps {
  readonly person: string;
  readonly keepsWork: boolean;
  readonly onIn: (me: Me) => void;
  readonly turnTo: (code: Language) => void;
  readonly leave: () => void;
}

interface AreaModule {
  readonly Area: ComponentType<AreaProps>;
  readonly loadWords?: (code: Language) => Promise<void>;
  /** fetches what is asked for as soon as somebody has signed in */
  readonly prepare?: (code: Language) => Promise<void>;
}

const AREAS: Readonly<Record<AreaName, () => Promise<AreaModule>>> = {
  signin: () => import("./signin") as Promise<AreaModule>,
  account: () => import("./account") as Promise<AreaModule>,
  shopper: () => import("./shopper") as Promise<AreaModule>,
  manager: () => import("./manager") as Promise<AreaModule>,
  hq: () => import("./hq") as Promise<AreaModule>,
  pulse: () => import("./pulse") as Promise<AreaModule>,
};

const RELOADED = "encore.reloaded";
/** Milliseconds after the first drawing when the worker may begin to fetch everything. */
const QUIET = 1500;

const person = signal(keptPerson());
const shown = signal<{ readonly name: AreaName; readonly module: AreaModule } | null>(null);

async function turnTo(code: Language): Promise<void> {
  await shown.peek()?.module.loadWords?.(code);
  keepLanguage(code);
  speak(code);
}

/** Shows the area that the address belongs to; its code and its words come together. */
async function enter(): Promise<void> {
  const name = areaOf(person.peek(), address.peek());
  if (shown.peek()?.name === name) return;
  const module = await AREAS[name]();
  const code = firstLanguage(person.peek()?.language);
  await module.loadWords?.(code);
  if (areaOf(person.peek(), address.peek()) !== name) return;
  speak(code);
  shown.value = { name, module };
}

function onIn(me: Me): void {
  const wanted = new URLSearchParams(location.search).get("to");
  person.value = keepPerson(me);
  const back = wanted?.startsWith("/") && !wanted.startsWith("//") ? wanted : homeOf(person.value);
  go(me.second_factor_needed ? ACCOUNT : back, "replace");
}

function leave(): void {
  void signOut();
  forgetPerson();
  person.value = null;
  go(SIGN_IN, "replace");
}

function App() {
  const now = shown.value;
  if (!now) return null;
  const { Area } = now.module;
  const id = person.value?.id ?? "";
  return (
    <Area
      // where she signs in stays as it is while her own area travels
      key={now.name === "signin" ? "" : `${now.name} ${id}`}
      person={id}
      keepsWork={person.value?.may.includes("shop") ?? false}
      onIn={onIn}
      turnTo={(code) => void turnTo(code)}
      leave={leave}
    />
  );
}

/**
 * A desk's page may ask for a chunk that a newer build has replaced: once, it is loaded anew. A phone's page asks again
 * by itself: over a line that is gone it could not be had a second time.
 */
function surviveUpdates(): void {
  addEventListener("vite:preloadError", (event) => {
    if (shown.peek()?.name === "shopper" || !navigator.onLine || sessionStorage.getItem(RELOADED)) return;
    event.preventDefault();
    sessionStorage.setItem(RELOADED, "1");
    location.reload();
  });
}

/** A browser that forbids storage forbids cookies with it: nobody could sign in, and nothing would be kept. */
function mayStore(): boolean {
  try {
    return Boolean(localStorage);
  } catch {
    return false;
  }
}

async function sayForbidden(): Promise<void> {
  const { Broken, loadWords } = await import("./shopper");
  const code = firstLanguage();
  await loadWords(code);
  speak(code);
  render(<Broken />, document.getElementById("app") ?? document.body);
}

async function begin(): Promise<void> {
  if (!mayStore()) return sayForbidden();
  startTheme();
  keepInstallOffer();
  surviveUpdates();
  followLinks();
  if (!person.peek()) {
    const me = opening.me === undefined ? await whoIsHere() : opening.me;
    if (me) person.value = keepPerson(me);
    // most who sign in are shoppers on a weak line: their area, its words and its queue travel meanwhile
    else void AREAS.shopper().then((area) => area.prepare?.(firstLanguage()));
  }
  const known = person.peek();
  if (known && homeOf(known) !== "/" && address.peek() === "/") go(homeOf(known), "replace");
  const root = document.getElementById("app");
  if (root) render(<App />, root);
  await enter();
  address.subscribe(() => void enter());
  person.subscribe(() => void enter());
  sessionStorage.removeItem(RELOADED);
  // a weak line belongs to the first question: what keeps the app for later comes after it
  setTimeout(() => void keepApp(), QUIET);
}

void begin();
