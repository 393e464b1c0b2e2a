import { useEffect, useState } from "preact/hooks";
import { read, send } from "../../api/asking";
import { type Draw, isDrawing, type Plan, type WholeWave } from "../../domain/programme";
import { Part } from "../../ui/desk/Part";
import { useLoaded } from "../../ui/load";
import { fromDayToDay } from "../../ui/times";
import { useFollowed } from "../following";
import { Page, useSentence, useTitle } from "../Page";
import { useWords } from "../words";
import { AssignmentsPart } from "./AssignmentsPart";
import { PlanOfWave } from "./PlanOfWave";
import { QuotasForm } from "./QuotasForm";
import { ScenariosForm } from "./ScenariosForm";
import { WaveRulesForm } from "./WaveRulesForm";
import { WaveTermsForm } from "./WaveTermsForm";
import { WhereForm } from "./WhereForm";

/** One wave on one screen: its rules, what a drawing would do, and what was drawn. */
export function WavePage({ id }: { id: string }) {
  const [loaded, again] = useLoaded(id, (signal) => read<WholeWave>(`waves/${id}`, {}, signal));
  return (
    <Page loaded={loaded} again={again}>
      {(wave) => <Wave wave={wave} again={again} />}
    </Page>
  );
}

function Wave({ wave, again }: { wave: WholeWave; again: () => void }) {
  const { t } = useWords();
  useTitle(t("wave.name", { wave: wave.number, name: wave.name }));
  return (
    <>
      <p class="over-title">
        <a href="/waves">{t("waves")}</a>
      </p>
      <h1>{t("wave.name", { wave: wave.number, name: wave.name })}</h1>
      <p class="lead">
        {wave.checklist.title}, {t("edition.n", { number: wave.edition.number })} ·{" "}
        <bdi>{fromDayToDay(wave.opens, wave.closes)}</bdi> ·{" "}
        {t("wave.each_store", { n: wave.visits_per_store })}
      </p>
      <WaveTermsForm wave={wave} kept={again} />
      <WhereForm wave={wave} kept={again} />
      <QuotasForm wave={wave} kept={again} />
      <WaveRulesForm wave={wave} kept={again} />
      <ScenariosForm wave={wave} kept={again} />
      <Drawing wave={wave} again={again} />
      <AssignmentsPart wave={wave} />
    </>
  );
}

/** The plan first; nothing is written until somebody draws. */
function Drawing({ wave, again }: { wave: WholeWave; again: () => void }) {
  const { t } = useWords();
  const sentence = useSentence();
  const [plan, setPlan] = useState<Plan | null>(null);
  const [draw, setDraw] = useState<Draw | null>(null);
  const [trouble, setTrouble] = useState("");
  const [busy, setBusy] = useState(false);
  const terms = JSON.stringify(wave);
  // a plan made under other terms is no plan any more
  useEffect(() => setPlan(null), [terms]);
  useFollowed(draw, {
    isMoving: isDrawing,
    look: ({ id }) => read<Draw>(`draws/${id}`),
    tell: (next) => {
      setDraw(next);
      if (next.state === "done") again();
    },
    every: 1000,
  });
  const run = <T,>(asked: Promise<T>, then: (answer: T) => void) => {
    setBusy(true);
    setTrouble("");
    asked.then(then, (problem: unknown) => setTrouble(sentence(problem))).finally(() => setBusy(false));
  };
  const planIt = () => run(send<Plan>("POST", `waves/${wave.id}/plan`, {}), setPlan);
  const drawIt = () =>
    run(send<Draw>("POST", `waves/${wave.id}/draw`, { seed: plan?.seed }), (drawn) => {
      setDraw(drawn);
      setPlan(null);
      if (drawn.state === "done") again();
    });
  return (
    <Part title={t("plan")} end={t("plan.nothing_written")}>
      <p class="acts">
        <button type="button" class={plan ? "act" : "act first"} disabled={busy} onClick={planIt}>
          {t(plan ? "plan.anew" : "plan.make")}
        </button>
        {plan && plan.to_draw > 0 && (
          <button type="button" class="act first" disabled={busy} onClick={drawIt}>
            {t("plan.draw", { n: plan.filled })}
          </button>
        )}
        <span role="alert">{trouble}</span>
      </p>
      <div aria-live="polite">
        {isDrawing(draw) && draw && (
          <>
            <progress max={Math.max(draw.slots, 1)} value={draw.slots_done} aria-label={t("plan.drawing")} />
            <p class="quiet">{t("plan.drawing")}</p>
          </>
        )}
        {draw?.state === "failed" && <p class="banner asks">{t("failed")}</p>}
        {draw?.state === "done" && draw.report && (
          <p class="banner good">
            {t("plan.drawn", { drawn: draw.report.drawn, opened: draw.report.opened })}
          </p>
        )}
        {plan && <PlanOfWave plan={plan} />}
      </div>
    </Part>
  );
}
