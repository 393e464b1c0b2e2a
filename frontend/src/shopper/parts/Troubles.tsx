import { usePhone } from "../phone";
import { say } from "../words";

/** What has to be said before anything else: erased storage, a full disk, signed out, an old app. */
export function Troubles() {
  const phone = usePhone();
  const { pause, health } = phone.seen.value;
  const said = [
    phone.store.evicted() && "trouble.evicted",
    phone.trouble.value !== null && "trouble.disk",
    !health.roomy && "trouble.room",
    pause === "too_old" && "trouble.too_old",
  ] as const;
  return (
    <>
      {said.map((key) =>
        key ? (
          <p class="banner asks" role="alert" key={key}>
            {say(key)}
          </p>
        ) : null,
      )}
      {pause === "signed_out" && (
        <p class="banner asks" role="alert">
          {say("trouble.signed_out")} <a href="/sign-in">{say("trouble.sign_in")}</a>
        </p>
      )}
    </>
  );
}
