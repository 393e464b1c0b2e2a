import type { QuestionsFigures, SalesFigures, SeverityFigures } from "../../domain/insights";
import { apart } from "../../ui/desk/figures";
import { AsTable } from "./AsTable";
import { FigureRows } from "./FigureRows";
import { around, type KindProps, part, SHARE, upTo } from "./kinds";
import { useFigures } from "./words";

/** Which questions are unfair? Those whose answers are overturned on appeal. */
export function Questions({ figures, labels }: KindProps<QuestionsFigures>) {
  const { t, nameOf, share, told } = useFigures(labels);
  const appealed = figures.questions.filter((question) => question.appeals > 0);
  const rows = appealed.map((question) => ({
    key: question.question,
    name: (
      <>
        {nameOf(question.question)} <span class="faint">{question.code}</span>
      </>
    ),
    figure: question.overturned,
    says: (
      <>
        {t("questions.overturned", { k: question.overturned.k, n: question.appeals })}{" "}
        {question.verdict && <strong>{t(`questions.${question.verdict}`)}</strong>}
      </>
    ),
  }));
  return (
    <>
      {rows.length === 0 ? (
        <p class="quiet empty">{t("questions.none")}</p>
      ) : (
        <>
          <p class="quiet">
            {t("questions.rate", { k: figures.rate.k, n: figures.rate.n, share: told(figures.rate, share) })}
          </p>
          <FigureRows
            rows={rows}
            scale={SHARE}
            write={share}
            heading={t("questions.question")}
            says={t("insight.says")}
          />
        </>
      )}
      <AllQuestions figures={figures} labels={labels} />
    </>
  );
}

function AllQuestions({ figures, labels }: KindProps<QuestionsFigures>) {
  const { t, nameOf, share, points, told } = useFigures(labels);
  return (
    <AsTable
      headings={[
        t("questions.question"),
        t("questions.asked"),
        t("questions.na"),
        t("questions.appealed"),
        t("questions.appeal_rate"),
        t("questions.shrunken"),
        t("questions.spread"),
      ]}
      rows={figures.questions.map((question) => ({
        key: question.question,
        cells: [
          `${question.code} ${nameOf(question.question)}`,
          question.asked,
          told(question.na, share),
          question.appeals,
          told(question.appeal_rate, share),
          told(question.shrunken, share),
          told(question.spread, (sd) => points(sd * 100)),
        ],
      }))}
    />
  );
}

/** Does service pay? One of three verdicts, and the smallest effect that could have been seen. */
export function Sales({ figures, labels }: KindProps<SalesFigures>) {
  const { t, finely } = useFigures(labels);
  const rows = figures.components.map((component) => ({
    key: component.name,
    name: t(`component.${component.name}`),
    figure: component.effect,
    says: (
      <>
        <strong>{t(`sales.${component.verdict}`, { needs: component.needs ?? 0 })}</strong>{" "}
        {t("sales.detectable", { least: apart(finely(component.detectable)) })}
      </>
    ),
  }));
  return (
    <>
      <p class="quiet">{t("sales.from", { stores: figures.stores, months: figures.months })}</p>
      <FigureRows
        rows={rows}
        scale={around(
          rows.map((row) => row.figure),
          0.01,
          1,
        )}
        write={finely}
        heading={t("component")}
        says={t("insight.says")}
      />
    </>
  );
}

const MOVED = 12;

/** Is the store judged, or the shopper? */
export function Severity({ figures, labels }: KindProps<SeverityFigures>) {
  const { t, points, pointsDifference, told } = useFigures(labels);
  const { spread, is_connected } = figures;
  const differing = (["store", "shopper", "rest"] as const).map((name) => ({
    key: name,
    name: t(`severity.by_${name}`),
    figure: spread[name],
  }));
  const moved = figures.stores.slice(0, MOVED).map((store) => ({
    key: store.id,
    name: <a href={`/stores/${store.id}`}>{store.name}</a>,
    figure: store.adjusted,
    says: t("severity.raw", {
      raw: told(store.raw, points),
      moves: apart(pointsDifference((store.adjusted.value ?? 0) - (store.raw.value ?? 0))),
    }),
  }));
  return (
    <>
      {!is_connected && <p class="quiet">{t("severity.part")}</p>}
      <FigureRows
        rows={differing}
        scale={upTo(Object.values(spread), 10, 100)}
        write={points}
        heading={t("severity.differ")}
      />
      <FigureRows
        rows={figures.shoppers.map((shopper) => ({
          key: shopper.alias,
          name: shopper.alias,
          figure: shopper.severity,
        }))}
        scale={around(
          figures.shoppers.map((shopper) => shopper.severity),
          5,
          100,
        )}
        write={pointsDifference}
        heading={t("severity.shopper")}
      />
      <h2>{t("severity.stores")}</h2>
      <FigureRows
        rows={moved}
        scale={part(
          figures.stores.slice(0, MOVED).map((store) => store.adjusted),
          null,
        )}
        write={points}
        heading={t("severity.adjusted")}
        says={t("severity.came")}
      />
    </>
  );
}
