import type { Words } from "../../domain/edition";
import type {
  EquityFigures,
  LookFigures,
  PerceptionFigures,
  PromotersFigures,
  QuestionsFigures,
  SalesFigures,
  SeverityFigures,
  SurplusFigures,
} from "../../domain/insights";
import { FigureRows, Why } from "./FigureRows";
import { useFigures } from "./words";

export interface KindProps<Figures> {
  figures: Figures;
  labels: Record<string, Words>;
}

const NET = { from: -1, to: 1, tick: 0 };
const SHARE = { from: 0, to: 1, tick: 0.5 };

export function Surplus({ figures, labels }: KindProps<SurplusFigures>) {
  const { t, nameOf, net, share } = useFigures(labels);
  const rows = figures.touchpoints.map((point) => ({
    key: point.name,
    name: nameOf(point.name),
    figure: point.net,
    says: point.is_excellent ? (
      <strong class="beyond">{t("surplus.excellent")}</strong>
    ) : point.is_short ? (
      <strong class="below">{t("surplus.short")}</strong>
    ) : (
      t("surplus.rates", { up: share(point.exceed.value ?? 0), down: share(point.shortfall.value ?? 0) })
    ),
  }));
  return (
    <FigureRows rows={rows} scale={NET} write={net} earns heading={t("moment")} says={t("insight.says")} />
  );
}

export function Promoters({ figures, labels }: KindProps<PromotersFigures>) {
  const { t, share, shareDifference } = useFigures(labels);
  return (
    <>
      <FigureRows
        rows={[{ key: "net", name: t("promoters.net"), figure: figures.net }]}
        scale={NET}
        write={shareDifference}
        earns
        heading={t("promoters.heading")}
      />
      <FigureRows
        rows={[
          { key: "up", name: t("promoters.promoters"), figure: figures.promoters },
          { key: "down", name: t("promoters.detractors"), figure: figures.detractors },
        ]}
        scale={SHARE}
        write={share}
        heading={t("promoters.shares")}
      />
    </>
  );
}

export function Look({ figures, labels }: KindProps<LookFigures>) {
  const { t, nameOf, share, shareDifference } = useFigures(labels);
  const rows = figures.outcomes.map((outcome) => ({
    key: outcome.name,
    name: nameOf(outcome.name),
    figure: outcome.difference,
    says: (
      <>
        {t("look.arms", { up: share(outcome.up.value ?? 0), down: share(outcome.down.value ?? 0) })}{" "}
        {outcome.is_real && <strong>{t("look.real")}</strong>}
      </>
    ),
  }));
  return (
    <>
      <FigureRows
        rows={rows}
        scale={NET}
        write={shareDifference}
        heading={t("look.outcome")}
        says={t("insight.says")}
      />
      <p class="quiet after">{t("look.limits")}</p>
    </>
  );
}

export function Equity({ figures, labels }: KindProps<EquityFigures>) {
  const { t, nameOf, shareDifference } = useFigures(labels);
  return (
    <>
      {figures.studies.map((study) => (
        <section key={study.id} class="study">
          <h3>{t("equity.study", { name: study.name, pairs: study.pairs, stores: study.stores })}</h3>
          {study.withheld ? (
            <p class="withheld">
              <Why figure={study.withheld} />
            </p>
          ) : (
            <FigureRows
              rows={study.outcomes.map((outcome) => ({
                key: outcome.name,
                name: nameOf(outcome.name),
                figure: outcome.net,
                says: t(`equity.${outcome.verdict}`, { needs: outcome.needs ?? 0 }),
              }))}
              scale={NET}
              write={shareDifference}
              heading={t("look.outcome")}
              says={t("insight.says")}
            />
          )}
        </section>
      ))}
      <p class="quiet after">{t("equity.limits")}</p>
    </>
  );
}

export function Perception({ figures, labels }: KindProps<PerceptionFigures>) {
  const { t, nameOf, points, pointsDifference } = useFigures(labels);
  const sections = (figures.sections ?? []).map((section) => ({
    key: section.name,
    name: nameOf(section.name),
    figure: section.gap,
    says: (
      <>
        {t("perception.both", {
          forecast: points(section.forecast),
          measured: section.measured.value === null ? "–" : points(section.measured.value),
        })}{" "}
        {section.verdict !== "in_line" && <strong>{t(`perception.${section.verdict}`)}</strong>}
      </>
    ),
  }));
  const subjects = (figures.subjects ?? []).map((subject) => ({
    key: subject.id,
    name: subject.name,
    figure: subject.gap,
    says: subject.verdict === "in_line" ? t("perception.in_line") : t(`perception.${subject.verdict}`),
  }));
  const brier = figures.brier;
  return (
    <>
      <FigureRows
        rows={sections.length ? sections : subjects}
        scale={{ from: -40, to: 40, tick: 0 }}
        write={pointsDifference}
        heading={t(sections.length ? "section" : "perception.who")}
        says={t("insight.says")}
      />
      {brier && (
        <p class="quiet after">
          {t(brier.own <= brier.network ? "perception.brier_good" : "perception.brier_poor", { n: brier.n })}
        </p>
      )}
    </>
  );
}

export function Questions({ figures, labels }: KindProps<QuestionsFigures>) {
  const { t, nameOf, share } = useFigures(labels);
  const rows = figures.questions
    .filter((question) => question.appeals > 0)
    .map((question) => ({
      key: question.question,
      name: (
        <>
          {nameOf(question.question)} <span class="faint">{question.code}</span>
        </>
      ),
      figure: question.overturned,
      says: (
        <>
          {t("questions.appeals", { n: question.appeals })}{" "}
          {question.verdict && <strong>{t(`questions.${question.verdict}`)}</strong>}
        </>
      ),
    }));
  if (rows.length === 0) return <p class="quiet empty">{t("questions.none")}</p>;
  return (
    <FigureRows
      rows={rows}
      scale={SHARE}
      write={share}
      heading={t("questions.question")}
      says={t("insight.says")}
    />
  );
}

export function Sales({ figures, labels }: KindProps<SalesFigures>) {
  const { t, share } = useFigures(labels);
  const rows = figures.components.map((component) => ({
    key: component.name,
    name: t(`component.${component.name}`),
    figure: component.effect,
    says: t("sales.detectable", { least: share(component.detectable) }),
  }));
  return (
    <>
      <p class="verdict-words">
        <strong>{t(`sales.${figures.verdict}`, { needs: figures.needs ?? 0 })}</strong>{" "}
        {t("sales.from", { stores: figures.stores, months: figures.months })}
      </p>
      <FigureRows
        rows={rows}
        scale={{ from: -0.1, to: 0.1, tick: 0 }}
        write={share}
        heading={t("component")}
        says={t("insight.says")}
      />
    </>
  );
}

export function Severity({ figures, labels }: KindProps<SeverityFigures>) {
  const { t, points, pointsDifference } = useFigures(labels);
  const moved = figures.stores.slice(0, 12);
  return (
    <>
      <FigureRows
        rows={figures.shoppers.map((shopper) => ({
          key: shopper.alias,
          name: shopper.alias,
          figure: shopper.severity,
        }))}
        scale={{ from: -15, to: 15, tick: 0 }}
        write={pointsDifference}
        heading={t("severity.shopper")}
      />
      <ul class="todo">
        {moved.map((store) => (
          <li key={store.id}>
            <span>{store.name}</span>
            <span>{t("severity.moved", { raw: points(store.raw), adjusted: points(store.adjusted) })}</span>
          </li>
        ))}
      </ul>
    </>
  );
}
