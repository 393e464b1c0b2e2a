import { useState } from "preact/hooks";
import { send } from "../../api/asking";
import type { DeskVisit } from "../../domain/review";
import { useWords } from "../words";

const RATINGS = [1, 2, 3, 4, 5] as const;

/** How well the visit was made: the work, never the store. The mean is what draws and claims ask for. */
export function RatingPart({ visit }: { visit: Pick<DeskVisit, "id" | "rating" | "reviews"> }) {
  const { t } = useWords();
  const [rating, setRating] = useState(visit.rating);
  const [told, setTold] = useState("");
  if (!visit.reviews) return null;
  const rate = async (wanted: number) => {
    const before = rating;
    setRating(wanted);
    setTold("");
    try {
      await send("PUT", `visits/${visit.id}/rating`, { rating: wanted });
      setTold(t("rating.kept"));
    } catch {
      setRating(before);
      setTold(t("failed"));
    }
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
              onChange={() => void rate(each)}
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
