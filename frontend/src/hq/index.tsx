import { isSignedOut, readMe } from "../api/session";
import { DeskArea, type DeskProps } from "../ui/desk/DeskArea";
import { address, match } from "../ui/router";
import { ChecklistPage } from "./ChecklistPage";
import { ChecklistsPage } from "./ChecklistsPage";
import { FiguresPage } from "./figures/FiguresPage";
import { StudiesPage } from "./figures/StudiesPage";
import { AlertRulesPage } from "./office/AlertRulesPage";
import { JournalPage } from "./office/JournalPage";
import { PayPage } from "./office/PayPage";
import { RetentionPage } from "./office/RetentionPage";
import { WebhookPage } from "./office/WebhookPage";
import { WebhooksPage } from "./office/WebhooksPage";
import { Page } from "./Page";
import { PlacesPage } from "./PlacesPage";
import { BrandPage } from "./people/BrandPage";
import { PeoplePage } from "./people/PeoplePage";
import { SetAsidePage } from "./SetAsidePage";
import { QuizPage } from "./scenarios/QuizPage";
import { ScenarioPage } from "./scenarios/ScenarioPage";
import { ScenariosPage } from "./scenarios/ScenariosPage";
import { ShopperPage } from "./shoppers/ShopperPage";
import { ShoppersPage } from "./shoppers/ShoppersPage";
import { AssignmentPage } from "./waves/AssignmentPage";
import { WavePage } from "./waves/WavePage";
import { WavesPage } from "./waves/WavesPage";
import { useWords } from "./words";
import "../ui/desk/desk.css";
import "./hq.css";

export { loadWords } from "./words";

/** The desk of headquarters: what is asked, where, and what was set aside. */
export function Area({ turnTo, leave }: DeskProps) {
  return (
    <DeskArea
      turnTo={turnTo}
      leave={leave}
      readMe={readMe}
      isSignedOut={isSignedOut}
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
  const path = address.value;
  const checklist = match("/checklists/:id", path);
  if (match("/checklists", path)) return <ChecklistsPage />;
  const quiz = match("/checklists/:id/quiz", path);
  if (quiz?.id) return <QuizPage key={quiz.id} checklist={quiz.id} />;
  if (checklist?.id) return <ChecklistPage key={checklist.id} id={checklist.id} />;
  const wave = match("/waves/:id", path);
  if (match("/waves", path)) return <WavesPage />;
  if (wave?.id) return <WavePage key={wave.id} id={wave.id} />;
  const assignment = match("/assignments/:id", path);
  if (assignment?.id) return <AssignmentPage key={assignment.id} id={assignment.id} />;
  return <Office path={path} />;
}

/** What is written, who shops, and the law. */
function Office({ path }: { path: string }) {
  const { t } = useWords();
  const scenario = match("/scenarios/:id", path);
  const shopper = match("/shoppers/:id", path);
  if (match("/figures", path)) return <FiguresPage />;
  if (match("/studies", path)) return <StudiesPage />;
  if (match("/scenarios", path)) return <ScenariosPage />;
  if (scenario?.id) return <ScenarioPage key={scenario.id} id={scenario.id} />;
  if (match("/shoppers", path)) return <ShoppersPage />;
  if (shopper?.id) return <ShopperPage key={shopper.id} id={shopper.id} />;
  if (match("/alert-rules", path)) return <AlertRulesPage />;
  if (match("/retention", path)) return <RetentionPage />;
  if (match("/journal", path)) return <JournalPage />;
  if (match("/pay", path)) return <PayPage />;
  const webhook = match("/webhooks/:id", path);
  if (match("/webhooks", path)) return <WebhooksPage />;
  if (webhook?.id) return <WebhookPage key={webhook.id} id={webhook.id} />;
  if (match("/brand", path)) return <BrandPage />;
  if (match("/people", path)) return <PeoplePage />;
  if (match("/places", path)) return <PlacesPage />;
  if (match("/set-aside", path)) return <SetAsidePage />;
  return <p class="empty">{t("not_found")}</p>;
}
