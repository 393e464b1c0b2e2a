import { useEffect } from "preact/hooks";
import { isSignedOut, readMe } from "../api/session";
import type { Me } from "../domain/me";
import { DeskArea, type DeskProps } from "../ui/desk/DeskArea";
import { later } from "../ui/later";
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

/** What stands in the place of a page whose code is on its way. */
function OnItsWay() {
  const { t } = useWords();
  return (
    <p class="quiet waits" role="status">
      {t(navigator.onLine ? "loading" : "unopened")}
    </p>
  );
}

/** Pictures and the library they are drawn with come when one is asked for. */
const KindPage = later(() => import("./insights/KindPage").then((module) => module.KindPage), OnItsWay);

export { loadWords } from "./words";

/** On paper every picture's numbers stand open beside it; afterwards all is as it was. */
function openTables(): () => void {
  let opened: HTMLDetailsElement[] = [];
  const open = () => {
    opened = [...document.querySelectorAll<HTMLDetailsElement>("details.as-table:not([open])")];
    for (const table of opened) table.open = true;
  };
  const close = () => {
    for (const table of opened) table.open = false;
  };
  addEventListener("beforeprint", open);
  addEventListener("afterprint", close);
  return () => {
    removeEventListener("beforeprint", open);
    removeEventListener("afterprint", close);
  };
}

/** The desk of managers and reviewers; headquarters reads here too. */
export function Area({ turnTo, leave }: DeskProps) {
  useEffect(openTables, []);
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
  if (visit?.id)
    return (
      <VisitPage
        key={visit.id}
        visit={visit.id}
        reviews={reviews}
        plans={me.may.includes("plan_waves")}
        acts={me.may.includes("work_actions")}
      />
    );
  if (onDesk && reviews) return <ReviewPage visit={onDesk.id ?? ""} />;
  if (match("/appeals", path)) return <AppealsPage />;
  const insight = match("/insights/:kind", path);
  if (insight?.kind) return <KindPage key={insight.kind} kind={insight.kind} />;
  if (match("/insights", path)) return <InsightsPage />;
  if (match("/forecast", path)) return <ForecastPage />;
  if (match("/exports", path)) return <ExportsPage />;
  return <p class="empty">{t("not_found")}</p>;
}
