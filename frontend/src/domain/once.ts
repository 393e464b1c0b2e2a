/** Fetches something once, whoever asks; what couldn't be had is asked for anew the next time. */
export function once<T>(fetch: () => Promise<T>): () => Promise<T> {
  let had: Promise<T> | null = null;
  return () => {
    had ??= fetch().catch((error: unknown) => {
      had = null;
      throw error;
    });
    return had;
  };
}
