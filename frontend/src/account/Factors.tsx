import { useState } from "preact/hooks";
import { hasPasskeys } from "../api/passkeys";
import {
  type Account,
  type AppSecret,
  addPasskey,
  newAppSecret,
  newRecoveryCodes,
  removeApp,
  removePasskey,
} from "./api";
import type { Run } from "./index";
import { ScanApp } from "./ScanApp";
import { say } from "./words";

interface Props {
  readonly account: Account;
  readonly run: Run;
}

/** The second factors: an authenticator app, passkeys, and codes for the day when both are lost. */
export function Factors({ account, run }: Props) {
  const [secret, setSecret] = useState<AppSecret | null>(null);
  const [codes, setCodes] = useState<readonly string[]>([]);
  const app = account.factors.find(({ type }) => type === "totp");
  const kept = account.factors.find(({ type }) => type === "recovery_codes");
  const passkeys = account.factors.filter(({ type }) => type === "webauthn");
  const scan = () => run(async () => setSecret(await newAppSecret()));
  const renew = () => run(async () => setCodes(await newRecoveryCodes()));
  const confirmed = () => {
    setSecret(null);
    void renew();
  };
  return (
    <section aria-labelledby="factors">
      <h2 id="factors">{say("factors")}</h2>
      <p class="quiet">{say("factors.lead")}</p>
      <ul class="todo">
        <li>
          <span>{say("app_factor")}</span>
          <span class="quiet">{say(app ? "on" : "off")}</span>
          <span class="more acts">
            {app ? (
              <button type="button" class="link" onClick={() => void run(removeApp)}>
                {say("remove")}
              </button>
            ) : (
              <button type="button" class="link" onClick={() => void scan()}>
                {say("set_up")}
              </button>
            )}
          </span>
        </li>
        {passkeys.map(({ id, name }) => (
          <li key={id}>
            <span>{name || say("passkey")}</span>
            <span class="quiet">{say("passkey")}</span>
            <span class="more acts">
              <button type="button" class="link" onClick={() => void run(() => removePasskey(id ?? 0))}>
                {say("remove")}
              </button>
            </span>
          </li>
        ))}
        {kept && <Kept left={kept.unused_code_count ?? 0} renew={() => void renew()} />}
      </ul>
      {secret && <ScanApp secret={secret} run={run} confirmed={confirmed} />}
      {codes.length > 0 && <Codes codes={codes} done={() => setCodes([])} />}
      {hasPasskeys() && (
        <button type="button" class="act" onClick={() => void run(() => addPasskey(deviceName()))}>
          {say("add_passkey")}
        </button>
      )}
    </section>
  );
}

function Kept({ left, renew }: { readonly left: number; readonly renew: () => void }) {
  return (
    <li>
      <span>{say("recovery")}</span>
      <span class="quiet">{say("recovery.left", { n: left })}</span>
      <span class="more acts">
        <button type="button" class="link" onClick={renew}>
          {say("recovery.renew")}
        </button>
      </span>
    </li>
  );
}

function Codes({ codes, done }: { readonly codes: readonly string[]; readonly done: () => void }) {
  return (
    <div class="banner good" role="status">
      <p>{say("recovery.keep")}</p>
      <ul class="codes" dir="ltr">
        {codes.map((code) => (
          <li key={code}>
            <code>{code}</code>
          </li>
        ))}
      </ul>
      <button type="button" class="act" onClick={done}>
        {say("recovery.kept")}
      </button>
    </div>
  );
}

/** A name by which she knows this device again. */
const deviceName = (): string => /\(([^;)]+)/.exec(navigator.userAgent)?.[1]?.slice(0, 60) ?? "";
