import { useState } from "preact/hooks";
import type { Point } from "../../domain/answers";
import { momentNow } from "../../domain/moment";
import { say } from "../words";
import { type ControlProps, described } from "./control";

/** Metres beyond which a signal is called weak. It is said, and never stops anybody. */
const WEAK = 100;
const PATIENCE = { enableHighAccuracy: true, timeout: 25_000, maximumAge: 0 };

const isPoint = (value: unknown): value is Point =>
  typeof value === "object" && value !== null && "lat" in value && "accuracy" in value;

type Finding = "no" | "looking" | "failed";

export interface PlaceProps extends ControlProps {
  /** keeps where the phone was, beside the answer */
  readonly keepPlace: (place: Point & { at: string }) => void;
}

/** Where the phone is, with its accuracy. */
export function Place(props: PlaceProps) {
  const [finding, setFinding] = useState<Finding>("no");
  const { value } = props.asked;
  const find = () => {
    setFinding("looking");
    if (!navigator.geolocation) return setFinding("failed");
    navigator.geolocation.getCurrentPosition(
      ({ coords }) => {
        const accuracy = Math.round(coords.accuracy);
        const point = { lat: coords.latitude, lon: coords.longitude, accuracy };
        props.answer(point);
        props.keepPlace({ ...point, at: momentNow().at });
        setFinding("no");
      },
      () => setFinding("failed"),
      PATIENCE,
    );
  };
  return (
    <>
      <p class="given" aria-live="polite">
        {isPoint(value) && (
          <span>{say(value.accuracy > WEAK ? "place.weak" : "place.found", { metres: value.accuracy })}</span>
        )}
        {finding === "failed" && <span class="quiet">{say("place.failed")}</span>}
      </p>
      <div class="two-acts">
        <button
          {...described(props)}
          type="button"
          id={props.id}
          class="act"
          aria-disabled={finding === "looking"}
          onClick={finding === "looking" ? undefined : find}
        >
          {say(finding === "looking" ? "place.looking" : isPoint(value) ? "place.again" : "place.find")}
        </button>
      </div>
    </>
  );
}
