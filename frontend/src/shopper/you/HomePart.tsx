import { useState } from "preact/hooks";
import { isOnline } from "../../ui/online";
import { tell } from "../offers/words";
import { say } from "../words";
import type { OwnProfile } from "./asking";

const PATIENCE = { timeout: 25_000, maximumAge: 60_000 };
/** To a hundredth of a degree, about a kilometre: near enough for a distance, too far for an address. */
const about = (degrees: number): number => Math.round(degrees * 100) / 100;

interface Props {
  readonly isKnown: boolean;
  readonly change: (wish: Partial<OwnProfile>) => Promise<void>;
}

/** Where she sets out from: this place, to a kilometre, or nothing that anybody knows. */
export function HomePart({ isKnown, change }: Props) {
  const [finding, setFinding] = useState<"" | "looking" | "failed">("");
  const find = () => {
    if (!navigator.geolocation) return setFinding("failed");
    setFinding("looking");
    navigator.geolocation.getCurrentPosition(
      ({ coords }) => {
        setFinding("");
        void change({ lat: about(coords.latitude), lon: about(coords.longitude) });
      },
      () => setFinding("failed"),
      PATIENCE,
    );
  };
  return (
    <div class="stack">
      <p class="quiet" role="status">
        {tell(isKnown ? "home.known" : "home.unknown")} {finding === "failed" && say("place.failed")}
      </p>
      <button type="button" class="act" disabled={!isOnline.value || finding === "looking"} onClick={find}>
        {finding === "looking" ? say("place.looking") : tell("home.here")}
      </button>
      {isKnown && (
        <button
          type="button"
          class="act bare"
          disabled={!isOnline.value}
          onClick={() => void change({ lat: null, lon: null })}
        >
          {tell("home.forget")}
        </button>
      )}
    </div>
  );
}
