import { useState } from "preact/hooks";
import { read, send } from "../../api/asking";
import { type HeldPost, type HeldPosts, ROLES } from "../../domain/people";
import { Part } from "../../ui/desk/Part";
import { useTurned } from "../../ui/desk/turning";
import { Sure } from "../../ui/Sure";
import { Page, useSentence, useTitle } from "../Page";
import { useWords } from "../words";
import { Invite } from "./Invite";
import { PostLine } from "./PostLine";

/** Everybody with a post at the brand: found, invited, told again, and let go. */
export function PeoplePage() {
  const { t } = useWords();
  useTitle(t("people"));
  const sentence = useSentence();
  const [asked, setAsked] = useState({ q: "", role: "" });
  const [told, setTold] = useState("");
  const [leaving, setLeaving] = useState<HeldPost | null>(null);
  const [loaded, again, turning] = useTurned(JSON.stringify(asked), (after, signal) =>
    read<HeldPosts>("posts", { ...asked, after }, signal),
  );
  const run = (act: Promise<unknown>, done: string) => {
    setTold("");
    void act.then(
      () => {
        setTold(done);
        again();
      },
      (problem: unknown) => setTold(sentence(problem)),
    );
  };
  const ask = (change: Partial<Asked>) => setAsked({ ...asked, ...change });
  return (
    <>
      <h1>{t("people")}</h1>
      <p class="lead">{t("people.lead")}</p>
      <Invite invited={again} />
      <Part title={t("people.all")}>
        <Finder asked={asked} ask={ask} />
        <p role="status">{told}</p>
        <Page loaded={loaded} again={again}>
          {({ results, next }) => (
            <>
              {results.length === 0 && <p class="quiet empty">{t("people.empty")}</p>}
              <ul class="todo people">
                {results.map((post) => (
                  <PostLine
                    key={post.id}
                    post={post}
                    tell={() => run(send("POST", `posts/${post.id}/welcome`), t("people.told"))}
                    take={() => {
                      setTold("");
                      setLeaving(post);
                    }}
                  />
                ))}
              </ul>
              {turning(next)}
            </>
          )}
        </Page>
      </Part>
      {leaving && (
        <Sure
          title={t("people.take_sure", { name: leaving.person.name })}
          yes={t("people.take")}
          no={t("people.keep")}
          onNo={() => setLeaving(null)}
          onYes={() => {
            run(send("DELETE", `posts/${leaving.id}`), t("people.taken"));
            setLeaving(null);
          }}
        >
          <p class="quiet">{t("people.take_lead")}</p>
        </Sure>
      )}
    </>
  );
}

interface Asked {
  q: string;
  role: string;
}

function Finder({ asked, ask }: { asked: Asked; ask: (change: Partial<Asked>) => void }) {
  const { t } = useWords();
  return (
    <search class="filters">
      <label>
        <span class="label">{t("people.find")}</span>
        <input
          class="field"
          type="search"
          value={asked.q}
          onChange={(event) => ask({ q: event.currentTarget.value })}
        />
      </label>
      <label>
        <span class="label">{t("people.role")}</span>
        <select
          class="field"
          value={asked.role}
          onChange={(event) => ask({ role: event.currentTarget.value })}
        >
          <option value="">{t("assignment.any")}</option>
          {ROLES.map((role) => (
            <option key={role} value={role}>
              {t(`role.${role}`)}
            </option>
          ))}
        </select>
      </label>
    </search>
  );
}
