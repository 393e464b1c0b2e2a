import { useState } from "preact/hooks";
import { momentNow } from "../../domain/moment";
import { isOpen, isUnsealed } from "../../domain/visit";
import { LanguageOptions } from "../../ui/LanguageOptions";
import { type Language, language } from "../../ui/language";
import { Sure } from "../../ui/Sure";
import { chooseTheme, THEMES, type Theme, theme } from "../../ui/theme";
import { bytesWords } from "../../ui/times";
import { isElsewhere, takeUpdate, updateWaits } from "../../ui/update";
import { handOver, rescueName } from "../parts/hand_over";
import { Places } from "../parts/Places";
import { Troubles } from "../parts/Troubles";
import { useTitle } from "../parts/title";
import { Heading } from "../parts/Way";
import { BUILD, type Seen, usePhone } from "../phone";
import { say } from "../words";
import { ConsentsPart } from "../you/ConsentsPart";
import { KeptPart } from "../you/KeptPart";
import { MyDataPart } from "../you/MyDataPart";
import { ProfilePart } from "../you/ProfilePart";
import { PushPart } from "../you/PushPart";

export interface YouProps {
  readonly turnTo: (code: Language) => void;
  readonly leave: () => void;
}

/** What would not be at HQ if this phone were lost now. */
const unsent = ({ visits, parcels }: Seen): number =>
  visits.filter(isUnsealed).length +
  parcels.filter((parcel) => !["complete", "verified", "forgotten"].includes(parcel.state)).length;

/** Who is signed in, how the app speaks and looks, what this phone holds. */
export function YouPage({ turnTo, leave }: YouProps) {
  const { seen, store } = usePhone();
  const [asking, setAsking] = useState(false);
  const { briefing, health } = seen.value;
  const left = unsent(seen.value);
  useTitle(say("you.title"));
  return (
    <>
      <header class="top">
        <Heading words={briefing?.person.name ?? say("you.title")} />
      </header>
      <main>
        <Troubles />
        <dl class="facts">
          <dt>{say("you.language")}</dt>
          <dd>
            <select
              class="line-in"
              aria-label={say("you.language")}
              value={language.value}
              onChange={(event) => turnTo(event.currentTarget.value as Language)}
            >
              <LanguageOptions />
            </select>
          </dd>
          <dt>{say("you.theme")}</dt>
          <dd>
            <select
              class="line-in"
              aria-label={say("you.theme")}
              value={theme.value}
              onChange={(event) => chooseTheme(event.currentTarget.value as Theme)}
            >
              {THEMES.map((each) => (
                <option key={each} value={each}>
                  {say(`you.theme_${each}`)}
                </option>
              ))}
            </select>
          </dd>
          <dt>{say("ready.storage")}</dt>
          <dd>{say(health.persisted ? "ready.persisted" : "ready.not_persisted")}</dd>
          {health.free !== null && (
            <>
              <dt>{say("ready.free")}</dt>
              <dd>{bytesWords(health.free)}</dd>
            </>
          )}
          <dt>{say("you.unsent")}</dt>
          <dd>{say("you.unsent_n", { n: left })}</dd>
          <dt>{say("you.version")}</dt>
          <dd>
            <bdi>{BUILD}</bdi>
          </dd>
        </dl>
        <div class="stack">
          {updateWaits.value && <Update />}
          {left > 0 && (
            <button type="button" class="act" onClick={() => void rescue(store)}>
              {say("stuck.rescue")}
            </button>
          )}
          <a class="act" href="/account">
            {say("you.account")}
          </a>
          <button type="button" class="act" onClick={() => (left > 0 ? setAsking(true) : leave())}>
            {say("you.leave")}
          </button>
        </div>
        <ProfilePart />
        <PushPart />
        <ConsentsPart />
        <KeptPart />
        <MyDataPart />
        {asking && <Leaving n={left} leave={leave} onStay={() => setAsking(false)} />}
      </main>
      <Places here="/you" />
    </>
  );
}

/** False where she turned away from keeping the file. */
const rescue = async (store: ReturnType<typeof usePhone>["store"]): Promise<boolean> =>
  handOver(await store.rescue(momentNow()), rescueName(new Date()));

function Update() {
  const { seen } = usePhone();
  const isInside = seen.value.visits.some(isOpen);
  return (
    <section class="banner good">
      <p>{say(isInside ? "update.waits" : "update.here")}</p>
      <button type="button" class="act bare" onClick={takeUpdate}>
        {say("update.do")}
      </button>
      <p role="status">{isElsewhere.value && say("update.elsewhere")}</p>
    </section>
  );
}

/** Signing out with unsent work: send it, save it, or stay. */
function Leaving({ n, leave, onStay }: { n: number; leave: () => void; onStay: () => void }) {
  const { store, check, checking } = usePhone();
  const saveAndGo = async () => {
    if (await rescue(store)) leave();
  };
  return (
    <Sure
      title={say("leave.title", { n })}
      yes={say("leave.rescue")}
      no={say("leave.stay")}
      onYes={() => void saveAndGo()}
      onNo={onStay}
    >
      <p class="quiet">{say("leave.why")}</p>
      <button type="button" class="act bare" aria-disabled={checking.value} onClick={() => void check()}>
        {say(checking.value ? "check.now_going" : "leave.send")}
      </button>
    </Sure>
  );
}
