import type { ComponentChildren } from "preact";
import { useLayoutEffect, useState } from "preact/hooks";
import { read, send } from "../../api/asking";
import { ROLES, type Role } from "../../domain/people";
import { LanguageOptions } from "../../ui/LanguageOptions";
import { language } from "../../ui/language";
import { type Loaded, useLoaded } from "../../ui/load";
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
  const [tongue, setTongue] = useState<string>(language.peek());
  const [told, setTold] = useState("");
  const [isWhole, setWhole] = useState(true);
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
    <form
      class="ask wave-form"
      onSubmit={(event) => submit(event as unknown as SubmitEvent)}
      onInput={() => setTold("")}
    >
      <Line id="new-name" label={t("people.name")}>
        <input id="new-name" class="field" name="name" maxLength={120} required autocomplete="off" />
      </Line>
      <Line id="new-email" label={t("people.email")}>
        <input id="new-email" class="field" name="email" type="email" required dir="ltr" autocomplete="off" />
      </Line>
      <Line id="new-language" label={t("people.language")}>
        <select
          {...{ id: "new-language", name: "language", value: tongue }}
          onChange={(event) => setTongue(event.currentTarget.value)}
        >
          <LanguageOptions />
        </select>
      </Line>
      <Line id="new-role" label={t("people.role")}>
        <select id="new-role" value={role} onChange={(event) => setRole(event.currentTarget.value as Role)}>
          {ROLES.map((each) => (
            <option key={each} value={each}>
              {t(`role.${each}`)}
            </option>
          ))}
        </select>
      </Line>
      {role === "region_manager" && <Region offers={setWhole} />}
      {role === "store_manager" && <Store offers={setWhole} />}
      {role === "hq" && (
        <label class="check">
          <input type="checkbox" name="schedules" value="yes" /> {t("people.schedules")}
        </label>
      )}
      <p class="acts">
        <button type="submit" class="act first" disabled={!isWhole}>
          {t("people.invite")}
        </button>
        <span role="status">{told}</span>
      </p>
    </form>
  );
}

/** A line of the form; `id` is its control's. */
function Line({ id, label, children }: { id: string; label: string; children: ComponentChildren }) {
  return (
    <label class="line-of" for={id}>
      <span class="quiet">{label}</span>
      {children}
    </label>
  );
}

interface Offering {
  /** told whether there are places to choose from: before that nobody can be invited */
  offers: (some: boolean) => void;
}

function Region({ offers }: Offering) {
  const { t } = useWords();
  const [loaded] = useLoaded("regions", (signal) => read<Place[]>("regions", {}, signal));
  return <Choice name="region" label={t("people.region")} loaded={loaded} offers={offers} />;
}

interface ChoiceProps extends Offering {
  name: "region" | "store";
  label: string;
  loaded: Loaded<Place[]>;
}

/** One of the places that were found; while there is none it says why. */
function Choice({ name, label, loaded, offers }: ChoiceProps) {
  const { t } = useWords();
  const places = loaded.value ?? [];
  const isEmpty = places.length === 0;
  useLayoutEffect(() => {
    offers(!isEmpty);
    return () => offers(true);
  }, [isEmpty]);
  const why = { loading: "loading", ready: "finder.nothing", failed: "offline" }[loaded.state];
  return (
    <>
      <Line id={`new-${name}`} label={label}>
        <select id={`new-${name}`} name={name} required>
          {places.map(({ id, name, number }) => (
            <option key={id} value={id}>
              {number ? `${name} · ${number}` : name}
            </option>
          ))}
        </select>
      </Line>
      {isEmpty && (
        <p class="quiet" role="status">
          {t(why)}
        </p>
      )}
    </>
  );
}

/** Of thousands of stores those that the words find. */
function Store({ offers }: Offering) {
  const { t } = useWords();
  const [q, setQ] = useState("");
  const [loaded] = useLoaded(q, async (signal) => {
    const found = await read<{ results: Place[] }>("stores", { q, limit: 20 }, signal);
    return found.results;
  });
  return (
    <>
      <Line id="new-find-store" label={t("people.find_store")}>
        <input
          id="new-find-store"
          class="field"
          type="search"
          value={q}
          onInput={(event) => setQ(event.currentTarget.value)}
        />
      </Line>
      <Choice name="store" label={t("people.store")} loaded={loaded} offers={offers} />
    </>
  );
}
