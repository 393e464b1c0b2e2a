import { useWords } from "../words";

/** Newer visits are being counted in: how far that is. Nothing where nothing waits. */
export function Progress({ progress }: { progress: { stores: number; waiting: number } }) {
  const { t } = useWords();
  const { stores, waiting } = progress;
  if (waiting === 0) return null;
  return (
    <p class="counting" role="status">
      <progress max={stores} value={stores - waiting} aria-label={t("insight.stale")} />{" "}
      {t("insight.progress", { done: stores - waiting, stores })}
    </p>
  );
}
