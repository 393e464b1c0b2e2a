import { useState } from "preact/hooks";
import { type Account, changePassword } from "./api";
import type { Run } from "./index";
import { say } from "./words";

interface Props {
  readonly account: Account;
  readonly run: Run;
}

/** A new password; whoever came by a code and has none yet is not asked for the one before. */
export function Password({ account, run }: Props) {
  const [isDone, setDone] = useState(false);
  const submit = async (event: SubmitEvent) => {
    event.preventDefault();
    const form = event.currentTarget as HTMLFormElement;
    const given = new FormData(form);
    const word = (name: string) => String(given.get(name) ?? "");
    const done = await run(() => changePassword(word("before"), word("after")));
    setDone(done);
    if (done) form.reset();
  };
  return (
    <section aria-labelledby="password">
      <h2 id="password">{say(account.hasPassword ? "password.change" : "password.set")}</h2>
      <form onSubmit={(event) => void submit(event as unknown as SubmitEvent)} onInput={() => setDone(false)}>
        {account.hasPassword && (
          <label class="field">
            <span>{say("password.now")}</span>
            <input
              class="line-in"
              type="password"
              name="before"
              autocomplete="current-password"
              dir="ltr"
              required
            />
          </label>
        )}
        <label class="field">
          <span>{say("password.new")}</span>
          <input
            {...{ class: "line-in", type: "password", name: "after", dir: "ltr" as const }}
            {...{ autocomplete: "new-password" as const, required: true, minLength: 10 }}
          />
        </label>
        <p class="acts">
          <button type="submit" class="act">
            {say("password.keep")}
          </button>
          <span role="status">{isDone ? say("password.kept") : ""}</span>
        </p>
      </form>
    </section>
  );
}
