import { useRef, useState } from "preact/hooks";
import { send } from "../../api/asking";
import type { DeskVisit } from "../../domain/review";
import { useInTurn } from "../../ui/desk/inTurn";
import { useWords } from "../words";

const RATINGS = [1, 2, 3, 4, 5] as const;

/** How well the visit was made: the work, never the store. The mean is what draws and claims ask for. */
export function RatingPart({ visit }: { visit: Pick<DeskVisit, "id" | "rating" | "reviews"> }) {
  const { t } = useWords();
  const [rating, setRating] = useState(visit.rating);
  const [told, setTold] = useState("");
  const kept = useRef(visit.rating);
  const inTurn = useInTurn();
  if (!visit.reviews) return null;
  const rate = (wanted: number) => {
    setRating(wanted);
    setTold("");
    inTurn(async (isNewest) => {
      if (!isNewest()) return; // the arrow keys run through all that lie between
      try {
        await send("PUT", `visits/${visit.id}/rating`, { rating: wanted });
        kept.current = wanted;
        if (isNewest()) setTold(t("rating.kept"));
      } catch {
        if (isNewest()) setRating(kept.current);
        setTold(t("failed"));
      }
    });
  };
  return (
    <fieldset class="rating">
      <legend>{t("rating")}</legend>
      <p class="quiet">{t("rating.why")}</p>
      <div class="rates">
        {RATINGS.map((each) => (
          <label key={each}>
            <input
              type="radio"
              name="rating"
              value={each}
              checked={each === rating}
              onChange={() => rate(each)}
            />
            <span>{each}</span>
          </label>
        ))}
        <span class="quiet" role="status">
          {told}
        </span>
      </div>
    </fieldset>
  );
}
