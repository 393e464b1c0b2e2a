import { endSession, isSignedOut, readMe } from "../api/session";
import { DeskArea } from "../ui/desk/DeskArea";
import { address, match } from "../ui/router";
import { ChecklistPage } from "./ChecklistPage";
import { ChecklistsPage } from "./ChecklistsPage";
import { Page } from "./Page";
import { PlacesPage } from "./PlacesPage";
import { SetAsidePage } from "./SetAsidePage";
import { loadWords, useWords } from "./words";
import "../ui/desk/desk.css";
import "./hq.css";

/** The desk of headquarters: what is asked, where, and what was set aside. */
export function Area() {
  return (
    <DeskArea
      loadWords={loadWords}
      readMe={readMe}
      isSignedOut={isSignedOut}
      endSession={endSession}
      waiting={(loaded, again, children) => (
        <Page loaded={loaded} again={again}>
          {children}
        </Page>
      )}
    >
      {() => <Route />}
    </DeskArea>
  );
}

function Route() {
  const { t } = useWords();
  const path = address.value;
  const checklist = match("/checklists/:id", path);
  if (match("/checklists", path)) return <ChecklistsPage />;
  if (checklist?.id) return <ChecklistPage key={checklist.id} id={checklist.id} />;
  if (match("/places", path)) return <PlacesPage />;
  if (match("/set-aside", path)) return <SetAsidePage />;
  return <p class="empty">{t("not_found")}</p>;
}
