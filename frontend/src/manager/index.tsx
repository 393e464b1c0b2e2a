import { isSignedOut, readMe } from "../api/session";
import type { Me } from "../domain/me";
import { DeskArea, type DeskProps } from "../ui/desk/DeskArea";
import { address, match } from "../ui/router";
import { ExportsPage } from "./ExportsPage";
import { ForecastPage } from "./forecast/ForecastPage";
import { InsightsPage } from "./InsightsPage";
import { Page } from "./Page";
import { AppealsPage } from "./review/AppealsPage";
import { ReviewPage } from "./review/ReviewPage";
import { ScorecardPage } from "./ScorecardPage";
import { StandingPage } from "./StandingPage";
import { StoresPage } from "./StoresPage";
import { VisitPage } from "./VisitPage";
import { VisitsPage } from "./VisitsPage";
import { useWords } from "./words";
import "../ui/desk/desk.css";
import "./insights/insights.css";

export { loadWords } from "./words";

/** The desk of managers and reviewers; headquarters reads here too. */
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
      {(me) => <Route me={me} />}
    </DeskArea>
  );
}

function Route({ me }: { me: Me }) {
  const { t } = useWords();
  const path = address.value;
  const reviews = me.may.includes("review");
  const store = match("/stores/:id", path);
  const visit = match("/visits/:id", path);
  const onDesk = match("/review/:id", path) ?? match("/review", path);
  if (match("/standing", path)) return <StandingPage />;
  if (match("/stores", path)) return <StoresPage />;
  if (store?.id) return <ScorecardPage key={store.id} store={store.id} />;
  if (match("/visits", path)) return <VisitsPage reviews={reviews} />;
  if (visit?.id) return <VisitPage key={visit.id} visit={visit.id} reviews={reviews} />;
  if (onDesk && reviews) return <ReviewPage visit={onDesk.id ?? ""} />;
  if (match("/appeals", path)) return <AppealsPage />;
  if (match("/insights", path)) return <InsightsPage />;
  if (match("/forecast", path)) return <ForecastPage />;
  if (match("/exports", path)) return <ExportsPage />;
  return <p class="empty">{t("not_found")}</p>;
}
