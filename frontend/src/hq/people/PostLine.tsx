import type { HeldPost } from "../../domain/people";
import { nearDay } from "../../ui/times";
import { useWords } from "../words";

interface Props {
  post: HeldPost;
  tell: () => void;
  take: () => void;
}

/** One post and who holds it; whoever never signed in can be told again that she is invited. */
export function PostLine({ post, tell, take }: Props) {
  const { t } = useWords();
  const { person, region, store } = post;
  const bound = region?.name ?? store?.name ?? "";
  const role = t(post.schedules ? "role.scheduler" : `role.${post.role}`);
  const isNew = person.last_login === null;
  return (
    <li>
      <span>
        <strong>{person.name}</strong> <span dir="ltr">{person.email}</span>
      </span>
      <span class="quiet">{bound ? `${role}, ${bound}` : role}</span>
      <span class="more acts">
        <span>
          {isNew
            ? t("people.never")
            : t("people.seen", { when: nearDay(person.last_login ?? "", Date.now()) })}
        </span>
        {isNew && (
          <button type="button" class="link" onClick={tell}>
            {t("people.tell")}
          </button>
        )}
        <button type="button" class="link" onClick={take}>
          {t("people.take")}
        </button>
      </span>
    </li>
  );
}
