import { useEffect, useState } from "preact/hooks";
import { isOpen, type Visit } from "../domain/visit";
import { type Language, language } from "../ui/language";
import { warm } from "../ui/later";
import { address, go, match } from "../ui/router";
import { laterPage } from "./later_page";
import { Today } from "./pages/Today";
import { VisitPage } from "./pages/VisitPage";
import { fetchQueue, openPhone, type Phone, PhoneIsHere, usePhone } from "./phone";
import { rememberScreen, screenToResume } from "./resume";
import { say, words } from "./words";
import "./shopper.css";
import "./questions.css";

const BriefPage = laterPage(async () => (await import("./pages/BriefPage")).BriefPage);
const NotesPage = laterPage(async () => (await import("./pages/NotesPage")).NotesPage);
const OffersPage = laterPage(async () => withWords((await import("./offers/OffersPage")).OffersPage));
const QuizPage = laterPage(async () => withWords((await import("./offers/QuizPage")).QuizPage));
const FeesPage = laterPage(async () => withWords((await import("./offers/FeesPage")).FeesPage));
const ExpensePage = laterPage(async () => withWords((await import("./offers/ExpensePage")).ExpensePage));
const VisitsPage = laterPage(async () => (await import("./pages/VisitsPage")).VisitsPage);
const YouPage = laterPage(async () => withWords((await import("./pages/YouPage")).YouPage));

export interface AreaProps {
  /** id of the person whose phone this is; no session is needed */
  readonly person: string;
  /** turns the whole app to another language */
  readonly turnTo: (code: Language) => void;
  readonly leave: () => void;
}

/** Loads the words of the first pages, and of the later ones once they are here. */
export async function loadWords(code: Language): Promise<void> {
  await Promise.all([words.load(code), laterWords?.load(code)]);
}

/** What a phone asks for first after somebody has signed in on it: it may travel while she types. */
export async function prepare(code: Language): Promise<void> {
  await Promise.all([loadWords(code), fetchQueue()]);
}

let laterWords: { load(code: Language): Promise<void> } | null = null;

/** A page that speaks the later words: they come with it. */
async function withWords<Page>(page: Page): Promise<Page> {
  laterWords = (await import("./offers/words")).offerWords;
  await laterWords.load(language.peek());
  return page;
}

/** Milliseconds after the first drawing when the rest of the app is fetched. */
const QUIET = 1000;

/** The shopper's phone: it opens from the disk, and never waits for a network. */
export function Area({ person, turnTo, leave }: AreaProps) {
  const [phone, setPhone] = useState<Phone | null | "broken">(null);
  useEffect(() => {
    let mine: Phone | null = null;
    let left = false;
    openPhone(person).then(
      (opened) => {
        mine = opened;
        if (left) return opened.close();
        begin(opened);
        setPhone(opened);
        setTimeout(() => void warm(), QUIET);
      },
      () => setPhone("broken"),
    );
    return () => {
      left = true;
      mine?.close();
    };
  }, [person]);
  if (phone === null) return null;
  if (phone === "broken") return <Broken />;
  return (
    <PhoneIsHere value={phone}>
      <div class="phone">
        <Screen turnTo={turnTo} leave={leave} />
      </div>
    </PhoneIsHere>
  );
}

const draftsOf = (visits: readonly Visit[]): Visit[] => visits.filter(isOpen);

/** The icon opens at "/": inside the visit that was open when the app was closed, else on Today. */
function begin(phone: Phone): void {
  if (address.peek() !== "/") return;
  go(screenToResume(draftsOf(phone.seen.value.visits)) ?? "/today", "replace");
}

function Screen({ turnTo, leave }: Omit<AreaProps, "person">) {
  const path = address.value;
  const { seen } = usePhone();
  const drafts = draftsOf(seen.value.visits);
  useEffect(() => rememberScreen(path, drafts), [path, drafts.length]);
  const brief = match("/brief/:assignment", path);
  if (brief) return <BriefPage id={brief.assignment ?? ""} />;
  const notes = match("/notes/:visit", path);
  if (notes) return <NotesPage id={notes.visit ?? ""} />;
  const section = match("/visits/:visit/section/:section", path);
  if (section) return <VisitPage id={section.visit ?? ""} section={section.section} />;
  const seal = match("/visits/:visit/seal", path);
  if (seal) return <VisitPage id={seal.visit ?? ""} isSealing />;
  const visit = match("/visits/:visit", path);
  if (visit) return <VisitPage id={visit.visit ?? ""} />;
  const quiz = match("/quiz/:checklist", path);
  if (quiz) return <QuizPage checklist={quiz.checklist ?? ""} />;
  if (path === "/offers") return <OffersPage />;
  const expense = match("/expense/:visit", path);
  if (expense) return <ExpensePage visit={expense.visit ?? ""} />;
  if (path === "/fees") return <FeesPage />;
  if (path === "/visits") return <VisitsPage />;
  if (path === "/you") return <YouPage turnTo={turnTo} leave={leave} />;
  return <Today />;
}

/** The browser has no disk for us (a private window, a full one, storage forbidden): nothing could be kept. */
export function Broken() {
  return (
    <div class="phone" lang={language.value}>
      <main>
        <h1 class="page">{say("broken.title")}</h1>
        <p class="brief-words">{say("broken.why")}</p>
        <button type="button" class="act first" onClick={() => location.reload()}>
          {say("broken.again")}
        </button>
      </main>
    </div>
  );
}
