import type { ComponentType } from "preact";
import { useEffect, useState } from "preact/hooks";

type Load<P> = () => Promise<ComponentType<P>>;

/** Milliseconds before a piece that could not be had is asked for once more: the line may be back, or the shell kept. */
const PAUSE = 2000;

const waiting = new Set<() => Promise<unknown>>();

/**
 * A component whose code comes after the first drawing. Until then it draws `Meanwhile`, or nothing; `warm`
 * fetches all of them in a quiet moment, so that none is missing when the network goes.
 */
export function later<P extends object>(load: Load<P>, Meanwhile?: ComponentType): ComponentType<P> {
  let Here: ComponentType<P> | null = null;
  const fetched = async () => {
    Here ??= await load();
  };
  waiting.add(fetched);
  return function Later(props: P) {
    const [isDrawn, draw] = useState(Here !== null);
    useEffect(() => {
      let timer = 0;
      const again = () => {
        timer = window.setTimeout(attempt, PAUSE);
      };
      const attempt = () => void fetched().then(() => draw(true), again);
      // it may have come between the drawing of nothing and now: asked is what was drawn, not what is here
      if (!isDrawn) attempt();
      return () => clearTimeout(timer);
    }, []);
    if (Here) return <Here {...props} />;
    return Meanwhile ? <Meanwhile /> : null;
  };
}

/**
 * Fetches everything that was left for later. A piece that can't be had now is tried again when it is drawn.
 * Where the app will be kept on this phone it waits for that: a piece then comes from the disk, and none hangs
 * on a line that goes away in the middle of it (a module that hangs can't be asked for again on this page).
 */
export async function warm(): Promise<void> {
  await kept();
  for (const fetched of waiting) await fetched().catch(() => undefined);
}

/** Until the phone keeps the app; at once where it can't, or does. */
function kept(): Promise<unknown> {
  const worker = globalThis.navigator?.serviceWorker;
  if (!worker || worker.controller || import.meta.env.DEV) return Promise.resolve();
  return new Promise((done) => worker.addEventListener("controllerchange", done, { once: true }));
}
