import type { ComponentChildren } from "preact";
import { useState } from "preact/hooks";
import { read, send } from "../../api/desk";
import { ROLES, type Role } from "../../domain/people";
import { useLoaded } from "../../ui/desk/load";
import { LANGUAGES, language, OWN_NAMES } from "../../ui/language";
import { useSentence } from "../Page";
import { useWords } from "../words";

interface Place {
  id: string;
  name: string;
  number?: string;
}

/** The form by which somebody is invited to a post; she is told by mail how she comes in. */
export function Invite({ invited }: { invited: () => void }) {
  const { t } = useWords();
  const sentence = useSentence();
  const [role, setRole] = useState<Role>("reviewer");
  const [told, setTold] = useState("");
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    const form = event.currentTarget as HTMLFormElement;
    const given = Object.fromEntries(new FormData(form)) as Record<string, string>;
    const wish = { ...given, role, schedules: given.schedules === "yes" };
    send("POST", "posts", wish).then(
      () => {
        form.reset();
        setTold(t("people.invited"));
        invited();
      },
      (problem: unknown) => setTold(sentence(problem)),
    );
  };
  return (
    <form class="ask wave-form" onSubmit={(event) => submit(event as unknown as SubmitEvent)}>
      <Line label={t("people.name")}>
        <input class="field" name="name" maxLength={120} required autocomplete="off" />
      </Line>
      <Line label={t("people.email")}>
        <input class="field" name="email" type="email" required dir="ltr" autocomplete="off" />
      </Line>
      <Line label={t("people.language")}>
        <select name="language" value={language.value}>
          {LANGUAGES.map((code) => (
            <option key={code} value={code} lang={code}>
              {OWN_NAMES[code]}
            </option>
          ))}
        </select>
      </Line>
      <Line label={t("people.role")}>
        <select value={role} onChange={(event) => setRole(event.currentTarget.value as Role)}>
          {ROLES.map((each) => (
            <option key={each} value={each}>
              {t(`role.${each}`)}
            </option>
          ))}
        </select>
      </Line>
      {role === "region_manager" && <Region />}
      {role === "store_manager" && <Store />}
      {role === "hq" && (
        <label class="check">
          <input type="checkbox" name="schedules" value="yes" /> {t("people.schedules")}
        </label>
      )}
      <p class="acts">
        <button type="submit" class="act first">
          {t("people.invite")}
        </button>
        <span role="status">{told}</span>
      </p>
    </form>
  );
}

function Line({ label, children }: { label: string; children: ComponentChildren }) {
  return (
    <label class="line-of">
      <span class="quiet">{label}</span>
      {children}
    </label>
  );
}

function Region() {
  const { t } = useWords();
  const [loaded] = useLoaded("regions", (signal) => read<Place[]>("regions", {}, signal));
  return (
    <Line label={t("people.region")}>
      <select name="region" required>
        {(loaded.value ?? []).map(({ id, name }) => (
          <option key={id} value={id}>
            {name}
          </option>
        ))}
      </select>
    </Line>
  );
}

/** Of thousands of stores those that the words find. */
function Store() {
  const { t } = useWords();
  const [q, setQ] = useState("");
  const [loaded] = useLoaded(q, (signal) => read<{ results: Place[] }>("stores", { q, limit: 20 }, signal));
  return (
    <>
      <Line label={t("people.find_store")}>
        <input class="field" type="search" value={q} onInput={(event) => setQ(event.currentTarget.value)} />
      </Line>
      <Line label={t("people.store")}>
        <select name="store" required>
          {(loaded.value?.results ?? []).map(({ id, name, number }) => (
            <option key={id} value={id}>
              {number ? `${name} · ${number}` : name}
            </option>
          ))}
        </select>
      </Line>
    </>
  );
}
