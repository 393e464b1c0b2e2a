import { useState } from "preact/hooks";
import { Problem, read, send } from "../api/asking";
import { Waiting } from "../ui/desk/Waiting";
import { language, localeOf } from "../ui/language";
import { useLoaded } from "../ui/load";
import { say } from "./words";

interface Token {
  readonly id: number;
  readonly name: string;
  readonly expires_at: string;
  readonly reads_only: boolean;
  readonly token?: string;
}

const day = (moment: string): string =>
  new Intl.DateTimeFormat(localeOf(language.value), { dateStyle: "medium" }).format(new Date(moment));

const sentence = (problem: unknown): string =>
  say(problem instanceof Problem && problem.status === 422 ? "wrong" : "unreachable");

/** Tokens for programs of hers: shown once, each with an end. */
export function Tokens() {
  const [loaded, again] = useLoaded("tokens", (signal) => read<Token[]>("tokens", {}, signal));
  const [made, setMade] = useState("");
  const [told, setTold] = useState("");
  const run = (asked: Promise<Token | undefined>, form?: HTMLFormElement) => {
    setTold("");
    asked.then(
      (answer) => {
        if (answer?.token) setMade(answer.token);
        form?.reset();
        again();
      },
      (problem: unknown) => setTold(sentence(problem)),
    );
  };
  const make = (event: SubmitEvent) => {
    event.preventDefault();
    const form = event.currentTarget as HTMLFormElement;
    const wish = new FormData(form);
    const told = { name: String(wish.get("name")), reads_only: wish.has("reads_only") };
    run(send<Token>("POST", "tokens", told), form);
  };
  const said = {
    loading: say("loading"),
    failed: say("unreachable"),
    offline: say("unreachable"),
    unopened: say("unreachable"),
    again: say("again"),
  };
  return (
    <section aria-labelledby="tokens">
      <h2 id="tokens">{say("tokens")}</h2>
      <p class="quiet">{say("tokens.lead")}</p>
      <Waiting loaded={loaded} again={again} words={said} sentenceOf={sentence}>
        {(tokens) =>
          tokens.length === 0 ? (
            <p class="quiet empty">{say("tokens.empty")}</p>
          ) : (
            <List tokens={tokens} revoke={(id) => run(send("DELETE", `tokens/${id}`))} />
          )
        }
      </Waiting>
      {made && (
        <p class="banner good" role="status">
          {say("tokens.made")} <code dir="ltr">{made}</code>
        </p>
      )}
      <form onSubmit={(event) => make(event as unknown as SubmitEvent)}>
        <label class="field">
          <span>{say("tokens.name")}</span>
          <input class="line-in" name="name" maxLength={80} required />
        </label>
        <label class="tick">
          <input type="checkbox" name="reads_only" />
          <span>{say("tokens.reads")}</span>
        </label>
        <p class="acts">
          <button type="submit" class="act">
            {say("tokens.make")}
          </button>
          <span role="alert">{told}</span>
        </p>
      </form>
    </section>
  );
}

function List({
  tokens,
  revoke,
}: {
  readonly tokens: readonly Token[];
  readonly revoke: (id: number) => void;
}) {
  return (
    <ul class="todo">
      {tokens.map(({ id, name, expires_at, reads_only }) => (
        <li key={id}>
          <span>{name || "–"}</span>
          <button type="button" class="link" onClick={() => revoke(id)}>
            {say("tokens.revoke")}
          </button>
          <span class="more">
            {say(reads_only ? "tokens.until.reads" : "tokens.until", { when: day(expires_at) })}
          </span>
        </li>
      ))}
    </ul>
  );
}
