import { useState } from "preact/hooks";
import { unlessAnswered } from "../../domain/answers";
import { momentNow } from "../../domain/moment";
import { clockToSecond, dayKey, longDay } from "../../ui/times";
import { laterPage } from "../later_page";
import { say } from "../words";
import { type ControlProps, described } from "./control";

const DateAndTime = laterPage(async () => (await import("./Dates")).DateAndTime);

/** A tap stamps the moment; it can be corrected by hand, and "did not happen" is an answer. */
export function Tap(props: ControlProps) {
  const [correcting, setCorrecting] = useState(false);
  const { value, isReadOnly } = props.asked;
  const never = typeof value === "object" && value !== null && "did_not_happen" in value;
  if (correcting && !isReadOnly)
    return (
      <>
        <DateAndTime {...props} asked={{ ...props.asked, value: never ? undefined : value }} />
        <div class="two-acts">
          <button type="button" class="act short" onClick={() => setCorrecting(false)}>
            {say("tap.done")}
          </button>
          <button
            type="button"
            class="act bare"
            onClick={() => {
              props.answer({ did_not_happen: true });
              setCorrecting(false);
            }}
          >
            {say("tap.never")}
          </button>
        </div>
      </>
    );
  if (never || (typeof value === "string" && value !== ""))
    return (
      <Given
        at={never ? null : String(value)}
        canCorrect={!isReadOnly}
        onCorrect={() => setCorrecting(true)}
      />
    );
  return (
    <div class="two-acts">
      <button
        {...described(props)}
        type="button"
        id={props.id}
        class="act"
        onClick={() => props.change(unlessAnswered(momentNow().at))}
      >
        {say("tap.now")}
      </button>
      <button
        type="button"
        class="act bare"
        disabled={isReadOnly}
        onClick={() => props.answer({ did_not_happen: true })}
      >
        {say("tap.never")}
      </button>
    </div>
  );
}

function Given({
  at,
  canCorrect,
  onCorrect,
}: {
  at: string | null;
  canCorrect: boolean;
  onCorrect: () => void;
}) {
  const another = at !== null && dayKey(at) !== dayKey(Date.now());
  return (
    <div class="given">
      {at === null ? (
        <span>{say("tap.never")}</span>
      ) : (
        <time dateTime={at}>
          <bdi>{clockToSecond(at)}</bdi>
        </time>
      )}
      {canCorrect && (
        <button type="button" class="act bare" onClick={onCorrect}>
          {say("tap.correct")}
        </button>
      )}
      {another && <span class="quiet">{longDay(at)}</span>}
    </div>
  );
}
