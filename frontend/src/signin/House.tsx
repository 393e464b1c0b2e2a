import { useState } from "preact/hooks";
import { ask } from "../api/allauth";
import { session } from "../api/cookies";
import { hasLeft } from "../api/who";
import { say } from "./words";

/** The house's own sign-in: a form of the browser's, because it leads away to another host. */
export function House({ name }: { readonly name: string }) {
  const [token, setToken] = useState(session());
  const submit = async (event: SubmitEvent) => {
    event.preventDefault();
    const form = event.currentTarget as HTMLFormElement;
    await hasLeft();
    if (!session()) await ask("GET", "/auth/session"); // brings the cookie that the form's token must match
    setToken(session());
    setTimeout(() => form.submit());
  };
  return (
    <form
      method="post"
      action="/_allauth/browser/v1/auth/provider/redirect"
      onSubmit={(event) => void submit(event as unknown as SubmitEvent)}
    >
      <input type="hidden" name="provider" value="house" />
      <input type="hidden" name="process" value="login" />
      <input type="hidden" name="callback_url" value={`${location.origin}/sign-in`} />
      <input type="hidden" name="csrfmiddlewaretoken" value={token} />
      <button type="submit" class="act">
        {say("house", { name })}
      </button>
    </form>
  );
}
