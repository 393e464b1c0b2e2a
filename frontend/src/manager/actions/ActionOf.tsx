import { useState } from "preact/hooks";
import type { DeskVisit } from "../../domain/review";
import { useWords } from "../words";
import { NewAction, type Point } from "./NewAction";

interface Props {
  visit: Pick<DeskVisit, "store" | "wave">;
  point: Point;
}

/** Below an answer that lost points: an action is made of it by hand, and where it stands then. */
export function ActionOf({ visit, point }: Props) {
  const { t } = useWords();
  const [stands, setStands] = useState<"" | "asking" | "made">("");
  const { store, wave } = visit;
  return (
    <div class="acts">
      <span role="status">{stands === "made" && t("action.made")}</span>
      {stands === "made" ? (
        <a href={`/stores/${store.id}?wave=${wave.id}#actions`}>{t("action.see_plan")}</a>
      ) : (
        <button
          type="button"
          class="link"
          aria-label={t("action.make_on", { code: point.code || point.question })}
          onClick={() => setStands("asking")}
        >
          {t("action.make")}
        </button>
      )}
      {stands === "asking" && (
        <NewAction
          isFixed
          store={store.id}
          wave={wave.id}
          lost={[point]}
          made={() => setStands("made")}
          close={() => setStands((now) => (now === "made" ? now : ""))}
        />
      )}
    </div>
  );
}
