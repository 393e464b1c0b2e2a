import { useRef, useState } from "preact/hooks";
import type { ReadPhoto, ReadVisit } from "../domain/reading";
import { useWords } from "./words";

interface Shown {
  photo: ReadPhoto;
  code: string;
  label: string;
}

/** The photographs of a visit; one opens large, and the keyboard closes it. */
export function Photographs({ visit }: { visit: ReadVisit }) {
  const { t, pick } = useWords();
  const dialog = useRef<HTMLDialogElement>(null);
  const [large, setLarge] = useState<Shown | null>(null);
  const photos: Shown[] = visit.sections
    .flatMap((section) => section.answers)
    .flatMap((answer) =>
      answer.photos.map((photo) => ({ photo, code: answer.code, label: pick(answer.label) || answer.name })),
    );
  const open = (shown: Shown) => {
    setLarge(shown);
    dialog.current?.showModal();
  };
  return (
    <section class="narrow">
      <div class="part first">
        <header>
          <h2>{t("photographs")}</h2>
          <span class="end">{photos.length}</span>
        </header>
        {photos.length === 0 && <p class="quiet empty">{t("photographs.none")}</p>}
        <div class="evidence">
          {photos.map((shown) => (
            <PhotoFigure key={`${shown.photo.sha256} ${shown.code}`} shown={shown} open={() => open(shown)} />
          ))}
        </div>
        <dialog
          ref={dialog}
          class="large-photo"
          aria-label={large?.label ?? t("photographs")}
          onClose={() => setLarge(null)}
        >
          {large && <img src={large.photo.url} alt={large.label} />}
          <form method="dialog">
            <button type="submit" class="act small">
              {t("close")}
            </button>
          </form>
        </dialog>
      </div>
    </section>
  );
}

function PhotoFigure({ shown, open }: { shown: Shown; open: () => void }) {
  const { t } = useWords();
  const { photo, code, label } = shown;
  const [unreadable, setUnreadable] = useState(false);
  if (photo.is_here === false || unreadable) {
    return (
      <figure id={`photo-${photo.sha256}`}>
        <p class="no-photo quiet">{t(unreadable ? "photo.unreadable" : "photo.pending")}</p>
        <figcaption>{code}</figcaption>
      </figure>
    );
  }
  return (
    <figure id={`photo-${photo.sha256}`}>
      <button type="button" class="photo" onClick={open} aria-label={t("photo.open", { label })}>
        <img src={photo.thumbnail} alt="" loading="lazy" onError={() => setUnreadable(true)} />
      </button>
      <figcaption>{code}</figcaption>
    </figure>
  );
}
