import { useEffect, useState } from "preact/hooks";
import { Problem } from "../api/desk";
import { endSession, readMe } from "../api/session";
import type { Me } from "../domain/me";
import { Frame } from "../ui/desk/Frame";
import { useLoaded } from "../ui/desk/load";
import { frameWords } from "../ui/desk/words";
import { keepLanguage, type Language, language, speak } from "../ui/language";
import { address, go, match } from "../ui/router";
import { ExportsPage } from "./ExportsPage";
import { Page } from "./Page";
import { ScorecardPage } from "./ScorecardPage";
import { StandingPage } from "./StandingPage";
import { StoresPage } from "./StoresPage";
import { VisitPage } from "./VisitPage";
import { VisitsPage } from "./VisitsPage";
import { loadWords, useWords } from "./words";
import "../ui/desk/desk.css";

/** The desk of managers and reviewers; headquarters reads here too. */
export function Area() {
  const [spoken, setSpoken] = useState(false);
  const turnTo = async (code: Language) => {
    await Promise.all([loadWords(code), frameWords.load(code)]);
    keepLanguage(code);
    speak(code);
  };
  useEffect(() => {
    void turnTo(language.value).then(() => setSpoken(true));
  }, []);
  if (!spoken) return null;
  return <Desk turnTo={(code) => void turnTo(code)} />;
}

function Desk({ turnTo }: { turnTo: (code: Language) => void }) {
  const [loaded, again] = useLoaded("me", readMe);
  const isOut =
    loaded.state === "failed" && loaded.problem instanceof Problem && loaded.problem.status === 401;
  useEffect(() => {
    if (isOut) go(`/sign-in?to=${encodeURIComponent(location.pathname + location.search)}`, "replace");
  }, [isOut]);
  if (isOut) return null;
  return (
    <Page loaded={loaded} again={again}>
      {(me) => (
        <Frame
          me={me}
          turnTo={turnTo}
          signOut={() => void endSession().then(() => location.assign("/sign-in"))}
        >
          <Route me={me} />
        </Frame>
      )}
    </Page>
  );
}

function Route({ me }: { me: Me }) {
  const { t } = useWords();
  const path = address.value;
  const reviews = me.may.includes("review");
  const store = match("/stores/:id", path);
  const visit = match("/visits/:id", path);
  if (match("/standing", path)) return <StandingPage />;
  if (match("/stores", path)) return <StoresPage />;
  if (store?.id) return <ScorecardPage key={store.id} store={store.id} />;
  if (match("/visits", path)) return <VisitsPage reviews={reviews} />;
  if (visit?.id) return <VisitPage key={visit.id} visit={visit.id} reviews={reviews} />;
  if (match("/exports", path)) return <ExportsPage />;
  return <p class="empty">{t("not_found")}</p>;
}
