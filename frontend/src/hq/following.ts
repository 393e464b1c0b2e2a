import { useEffect } from "preact/hooks";

interface Following<T> {
  isMoving: (at: T) => boolean;
  look: (at: T) => Promise<T>;
  tell: (next: T) => void;
  /** milliseconds from one answer to the next look */
  every: number;
}

/** Looks at something until it rests. What is told after another took its place, or the page was left, is dropped. */
export function useFollowed<T>(at: T | null, { isMoving, look, tell, every }: Following<T>): void {
  useEffect(() => {
    if (at === null || !isMoving(at)) return;
    let isLeft = false;
    let timer = 0;
    const wait = () => {
      timer = window.setTimeout(() => {
        look(at).then(
          (next) => isLeft || tell(next),
          () => isLeft || wait(),
        );
      }, every);
    };
    wait();
    return () => {
      isLeft = true;
      clearTimeout(timer);
    };
  }, [at]);
}
