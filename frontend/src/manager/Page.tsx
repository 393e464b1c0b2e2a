import type { ComponentChildren } from "preact";
import { useEffect } from "preact/hooks";
import { Problem } from "../api/desk";
import type { Loaded } from "../ui/desk/load";
import { Waiting } from "../ui/desk/Waiting";
import { useWords } from "./words";

/** A page that shows one thing the server was asked for. */
export function Page<T>(props: {
  loaded: Loaded<T>;
  again: () => void;
  children: (value: T) => ComponentChildren;
}) {
  const { t } = useWords();
  const words = { loading: t("loading"), failed: t("failed"), offline: t("offline"), again: t("again") };
  const sentenceOf = (problem: unknown) =>
    problem instanceof Problem && problem.code === "not_found" ? t("not_found") : "";
  return (
    <Waiting loaded={props.loaded} again={props.again} words={words} sentenceOf={sentenceOf}>
      {props.children}
    </Waiting>
  );
}

/** The name of the browser's tab. */
export function useTitle(title: string): void {
  useEffect(() => {
    document.title = title ? `${title} · Encore` : "Encore";
  }, [title]);
}

/** Copy this view, print, export: what every view can do with itself. */
export function ViewActs({ exportsTo }: { exportsTo?: string }) {
  const { t } = useWords();
  return (
    <span class="end">
      <button type="button" class="link" onClick={() => navigator.clipboard?.writeText(location.href)}>
        {t("copy_view")}
      </button>
      <button type="button" class="link" onClick={() => print()}>
        {t("print")}
      </button>
      {exportsTo && <a href={exportsTo}>{t("export")}</a>}
    </span>
  );
}
