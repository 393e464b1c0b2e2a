import { useEffect, useState } from "preact/hooks";
import { read, send } from "../api/asking";
import { type ExportFile, isAtWork } from "../domain/exports";
import { useLoaded } from "../ui/load";
import { ExportForm } from "./ExportForm";
import { BeingMade, Finished } from "./ExportLists";
import { Page, useTitle } from "./Page";
import { useWords } from "./words";

/** Files for headquarters: asked for here, made in the background, fetched when done. */
export function ExportsPage() {
  const { t } = useWords();
  useTitle(t("exports"));
  const [loaded, again] = useLoaded("exports", (signal) => read<ExportFile[]>("exports", {}, signal));
  const [trouble, setTrouble] = useState("");
  const files = loaded.value ?? [];
  useWatching(files.some(isAtWork) && loaded.state === "ready", again);
  const remove = async (file: ExportFile) => {
    await send("DELETE", `exports/${file.id}`).then(
      () => setTrouble(""),
      () => setTrouble(t("failed")),
    );
    again();
  };
  return (
    <>
      <h1>{t("exports")}</h1>
      <p class="lead">{t("exports.lead")}</p>
      <div class="split opening">
        <ExportForm asked={again} />
        <BeingMade files={files.filter(isAtWork)} stop={remove} />
      </div>
      <p role="alert">{trouble}</p>
      <Page loaded={loaded} again={again}>
        {(all) => <Finished files={all.filter((file) => !isAtWork(file))} remove={remove} />}
      </Page>
    </>
  );
}

/** Ask again a second after the last answer while something is being made and somebody looks: asked before it
 * has answered, a slow server would never get to. */
function useWatching(active: boolean, again: () => void): void {
  useEffect(() => {
    if (!active) return;
    const timer = setInterval(() => document.visibilityState === "visible" && again(), 1000);
    return () => clearInterval(timer);
  }, [active, again]);
}
