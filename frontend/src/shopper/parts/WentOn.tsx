import { usePhone } from "../phone";
import { say } from "../words";
import { Heading } from "./Way";

interface WentOnProps {
  readonly visit: string;
  /** on the page of her changes it is the heading; on the sent visit it leads to them */
  readonly on: "changes" | "sealing" | "sent";
}

/** HQ took a send-back back: nothing is to be mended any more; what she had changed stays hers, to be sent after all. */
export function WentOn({ visit: id, on }: WentOnProps) {
  const visit = usePhone().seen.value.visits.find((each) => each.id === id);
  if (!visit?.wentOn) return null;
  const { typed } = visit.wentOn;
  return (
    <section class="banner stack went-on" role="status">
      {on === "changes" ? <Heading words={say("went_on")} className="page" /> : <h2>{say("went_on")}</h2>}
      <p>{say("went_on.counts")}</p>
      {typed && <p>{say("went_on.kept")}</p>}
      {typed && on === "sent" && (
        <a class="act" href={`/visits/${id}/seal`}>
          {say("went_on.look")}
        </a>
      )}
    </section>
  );
}
