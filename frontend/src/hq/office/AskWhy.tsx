import { useModal } from "../../ui/modal";
import { useWords } from "../words";

interface Props {
  title: string;
  label: string;
  yes: string;
  /** the reason, or null where she thought better of it */
  done: (why: string | null) => void;
}

/** Asks for a reason before something is done. Focus goes in, Escape leaves, focus returns to where it was. */
export function AskWhy({ title, label, yes, done }: Props) {
  const { t } = useWords();
  const dialog = useModal();
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    const why = String(new FormData(event.currentTarget as HTMLFormElement).get("why")).trim();
    if (why) done(why);
  };
  return (
    <dialog ref={dialog} aria-labelledby="why-title" onClose={() => done(null)}>
      <form class="ask" onSubmit={submit}>
        <h2 id="why-title">{title}</h2>
        <label>
          {label}
          <textarea name="why" class="line-in" rows={3} required maxLength={300} />
        </label>
        <p class="acts">
          <button type="submit" class="act first">
            {yes}
          </button>
          <button type="button" class="act" onClick={() => dialog.current?.close()}>
            {t("cancel")}
          </button>
        </p>
      </form>
    </dialog>
  );
}
