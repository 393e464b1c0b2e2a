import { useState } from "preact/hooks";
import { read, send } from "../../api/asking";
import type { Action } from "../../domain/actions";
import { plain } from "../../ui/desk/figures";
import { Part } from "../../ui/desk/Part";
import { useTurned } from "../../ui/desk/turning";
import { wholeDay } from "../../ui/times";
import { Page, useAim } from "../Page";
import { useWords } from "../words";
import { ActionDialog, type Owner } from "./ActionDialog";
import { NewAction, type Point } from "./NewAction";

interface Props {
  store: string;
  wave: string;
  /** the points lost in this wave, which an action by hand is offered first */
  lost: readonly Point[];
}

/** The action plan of a store: drawn from lost points, proved by the next visit. */
export function ActionsPart({ store, wave, lost }: Props) {
  const { t } = useWords();
  const [told, setTold] = useState("");
  const [isNew, setNew] = useState(false);
  const [loaded, again, turning] = useTurned(`actions ${store}`, (cursor, signal) =>
    load(store, cursor, signal),
  );
  useAim(loaded.state === "ready" && location.hash === "#actions");
  // what was told is of the last act: it goes as soon as the next one is begun
  const begin = () => setTold("");
  const draw = () => {
    begin();
    return send<{ actions: Action[] }>("POST", `stores/${store}/actions/draw`, { wave }).then(
      ({ actions }) => {
        setTold(t(actions.length ? "actions.drawn" : "actions.nothing_to_draw", { n: actions.length }));
        again();
      },
      () => setTold(t("failed")),
    );
  };
  const makeOne = () => {
    begin();
    setNew(true);
  };
  return (
    <Part title={t("actions")} end={t("actions.end")} id="actions">
      <Page loaded={loaded} again={again}>
        {({ actions, owners, next, n }) => (
          <>
            {actions.length === 0 ? (
              <p class="quiet empty">{t("actions.empty")}</p>
            ) : (
              <Actions actions={actions} owners={owners} begin={begin} changed={again} />
            )}
            {n > actions.length && <p class="quiet which">{t("actions.n", { n })}</p>}
            {turning(next)}
          </>
        )}
      </Page>
      <p class="after">
        <button type="button" class="act small" onClick={() => void draw()}>
          {t("actions.draw")}
        </button>{" "}
        <button type="button" class="act small" onClick={makeOne}>
          {t("action.make")}
        </button>{" "}
        <span role="status">{told}</span>
      </p>
      {isNew && (
        <NewAction
          store={store}
          wave={wave}
          lost={lost}
          made={() => {
            setNew(false);
            setTold(t("action.made"));
            again();
          }}
          close={() => setNew(false)}
        />
      )}
    </Part>
  );
}

interface Found {
  actions: Action[];
  owners: Owner[];
  next: string | null;
  n: number;
}

async function load(store: string, cursor: string, signal: AbortSignal): Promise<Found> {
  const [{ results, next, n }, owners] = await Promise.all([
    read<{ results: Action[]; next: string | null; n: number }>("actions", { store, cursor }, signal),
    read<Owner[]>(`stores/${store}/owners`, {}, signal),
  ]);
  return { actions: results, owners, next, n };
}

interface Changing {
  owners: Owner[];
  /** she begins to change one */
  begin: () => void;
  changed: () => void;
}

function Actions({ actions, ...changing }: Changing & { actions: Action[] }) {
  const { t } = useWords();
  return (
    <table class="folds plain">
      <thead>
        <tr>
          {["action", "wins", "owner", "due", "state"].map((word) => (
            <th key={word} scope="col">
              {t(`actions.col.${word}`)}
            </th>
          ))}
          <th scope="col">
            <span class="unseen">{t("actions.change")}</span>
          </th>
        </tr>
      </thead>
      <tbody>
        {actions.map((action) => (
          <ActionRow key={action.id} action={action} {...changing} />
        ))}
      </tbody>
    </table>
  );
}

function ActionRow({ action, owners, begin, changed }: Changing & { action: Action }) {
  const { t, language, pick } = useWords();
  const [open, setOpen] = useState(false);
  const tone = action.state === "kept" ? "beyond" : action.state === "lost" ? "below" : "";
  return (
    <tr>
      <th scope="row">{action.words || pick(action.question.label)}</th>
      <td data-of={t("actions.col.wins")}>
        {t("actions.points", {
          points: plain(Number(action.points), 1, language),
          code: action.question.code,
        })}
      </td>
      <td data-of={t("actions.col.owner")}>
        {action.owner?.name ?? <span class="faint">{t("actions.no_owner")}</span>}
      </td>
      <td data-of={t("actions.col.due")}>
        {action.due ? wholeDay(action.due) : <span class="faint">{t("actions.no_date")}</span>}{" "}
        {action.is_late && <strong class="below">{t("actions.late")}</strong>}
      </td>
      <td data-of={t("actions.col.state")} class={tone}>
        {t(`action.${action.state}`)}
        {action.checked_by && (
          <>
            {" · "}
            <a href={`/visits/${action.checked_by}#${action.question.name}`}>{t("actions.the_check")}</a>
          </>
        )}
      </td>
      <td class="fetch">
        <button
          type="button"
          class="link"
          onClick={() => {
            begin();
            setOpen(true);
          }}
        >
          {t("actions.change")}
        </button>
        {open && (
          <ActionDialog
            action={action}
            owners={owners}
            close={() => {
              setOpen(false);
              changed();
            }}
          />
        )}
      </td>
    </tr>
  );
}
