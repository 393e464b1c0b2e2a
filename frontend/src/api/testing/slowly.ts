import { vi } from "vitest";

export interface Asked {
  /** `PUT visits/7/rating` */
  readonly act: string;
  /** what was sent as JSON */
  readonly body: unknown;
  readonly answer: (document: unknown, status?: number) => void;
}

/** A server that answers when it is let, in any order; what it was asked, in turn, and the way to wait for it. */
export function slowly() {
  const asked: Asked[] = [];
  vi.stubGlobal("fetch", (url: string, { method = "GET", body }: RequestInit = {}) => {
    return new Promise<Response>((done) => {
      asked.push({
        act: `${method} ${url.replace("/api/v1/", "")}`,
        body: typeof body === "string" ? JSON.parse(body) : body,
        answer: (document, status = 200) => done(new Response(JSON.stringify(document), { status })),
      });
    });
  });
  const nth = (number: number) =>
    vi.waitFor(() => {
      const found = asked[number];
      if (!found) throw new Error(`It was asked ${asked.length} times.`);
      return found;
    }, 4000);
  return { asked, nth };
}

/** Time in which something that should not happen would happen. */
export const aWhile = () => new Promise<void>((done) => setTimeout(done, 50));
