import { useState } from "preact/hooks";
import { listed } from "../../domain/shopper";
import { useLoaded } from "../../ui/load";
import { isOnline } from "../../ui/online";
import { tell } from "../offers/words";
import { usePhone } from "../phone";
import { changeProfile, type OwnProfile, readProfile } from "./asking";
import { HomePart } from "./HomePart";

/** What decides which visits she is offered, as far as it is hers to say. */
export function ProfilePart() {
  const [loaded, again] = useLoaded(`profile ${isOnline.value}`, readProfile);
  return (
    <section aria-labelledby="profile">
      <h2 class="label" id="profile">
        {tell("profile")}
      </h2>
      <p class="quiet">{tell("profile.lead")}</p>
      {loaded.state === "loading" && !loaded.value && <p role="status">{tell("consents.loading")}</p>}
      {loaded.state === "failed" && (
        <p class="quiet" role="status">
          {tell(isOnline.value ? "consents.failed" : "profile.offline")}
        </p>
      )}
      {loaded.value && <ProfileForm profile={loaded.value} kept={again} />}
    </section>
  );
}

type Told = "" | "kept" | "failed";

function ProfileForm({ profile, kept }: { profile: OwnProfile; kept: () => void }) {
  const { check } = usePhone();
  const [told, setTold] = useState<Told>("");
  const change = (wish: Partial<OwnProfile>) => {
    setTold("");
    return changeProfile(wish).then(
      () => {
        setTold("kept");
        kept();
        void check(); // the board follows from what she says here
      },
      () => setTold("failed"),
    );
  };
  const keep = (event: SubmitEvent) => {
    event.preventDefault();
    const fields = new FormData(event.currentTarget as HTMLFormElement);
    void change({
      is_available: fields.has("is_available"),
      reach_km: Number(fields.get("reach_km")),
      languages: listed(String(fields.get("languages"))),
    });
  };
  return (
    <>
      <form class="stack" onSubmit={keep} onInput={() => setTold("")}>
        <label class="field">
          <span>{tell("profile.reach")}</span>
          <input
            class="line-in"
            name="reach_km"
            type="number"
            inputMode="numeric"
            min={0}
            max={20_100}
            required
            defaultValue={String(profile.reach_km)}
          />
        </label>
        <label class="field">
          <span>{tell("profile.languages")}</span>
          <input class="line-in" name="languages" defaultValue={profile.languages.join(", ")} dir="ltr" />
        </label>
        <label class="tick">
          <input type="checkbox" name="is_available" defaultChecked={profile.is_available} />{" "}
          <span>{tell("profile.available")}</span>
        </label>
        <button type="submit" class="act" disabled={!isOnline.value}>
          {tell("profile.keep")}
        </button>
      </form>
      <HomePart isKnown={profile.lat !== null} change={change} />
      <p role="status">{told && tell(`profile.${told}`)}</p>
    </>
  );
}
