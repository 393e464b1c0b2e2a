import { useRef } from "preact/hooks";
import { encode } from "uqr";
import { type AppSecret, confirmApp } from "./api";
import type { Run } from "./index";
import { say } from "./words";

interface Props {
  readonly secret: AppSecret;
  readonly run: Run;
  readonly confirmed: () => void;
}

/** The secret as a picture for the app's camera and as letters, then one code as proof that the app has it. */
export function ScanApp({ secret, run, confirmed }: Props) {
  const field = useRef<HTMLInputElement>(null);
  const submit = async (event: SubmitEvent) => {
    event.preventDefault();
    if (await run(() => confirmApp(field.current?.value.trim() ?? ""))) confirmed();
  };
  return (
    <form class="scan" onSubmit={(event) => void submit(event as unknown as SubmitEvent)}>
      <p>{say("scan")}</p>
      <Squares words={secret.totp_url} />
      <p class="quiet">
        {say("scan.by_hand")} <code dir="ltr">{secret.secret.match(/.{1,4}/g)?.join(" ")}</code>
      </p>
      <label class="field">
        <span>{say("scan.code")}</span>
        <input
          {...{ ref: field, class: "line-in", required: true, dir: "ltr" as const }}
          {...{ autocomplete: "one-time-code" as const, inputMode: "numeric" as const, pattern: "[0-9 ]*" }}
        />
      </label>
      <button type="submit" class="act first">
        {say("scan.confirm")}
      </button>
    </form>
  );
}

/** A QR code, dark on light in every theme: cameras want it so. */
function Squares({ words }: { readonly words: string }) {
  const { data, size } = encode(words, { border: 2 });
  const path = data.flatMap((row, y) => row.map((dark, x) => (dark ? `M${x} ${y}h1v1h-1z` : ""))).join("");
  return (
    <svg class="squares" viewBox={`0 0 ${size} ${size}`} role="img" aria-label={say("scan.picture")}>
      <path d={path} shape-rendering="crispEdges" />
    </svg>
  );
}
