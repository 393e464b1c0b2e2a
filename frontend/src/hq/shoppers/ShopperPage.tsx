import { read, send } from "../../api/asking";
import type { Shopper } from "../../domain/shopper";
import { Part } from "../../ui/desk/Part";
import { useLoaded } from "../../ui/load";
import { nearDay } from "../../ui/times";
import { Finder } from "../Finder";
import { findShoppers, shopperWords } from "../finding";
import { Page, type Run, useRun, useTitle } from "../Page";
import { useWords } from "../words";
import { BarsPart } from "./BarsPart";
import { LawPart } from "./LawPart";
import { ProfileForm } from "./ProfileForm";

export interface ShopperProps {
  shopper: Shopper;
  /** she is shown anew once it is done */
  run: Run;
}

/** One shopper, as her scheduler knows her. */
export function ShopperPage({ id }: { id: string }) {
  const [loaded, again] = useLoaded(id, (signal) => read<Shopper>(`shoppers/${id}`, {}, signal));
  return (
    <Page loaded={loaded} again={again}>
      {(shopper) => <Whole shopper={shopper} again={again} />}
    </Page>
  );
}

function Whole({ shopper, again }: { shopper: Shopper; again: () => void }) {
  const { t } = useWords();
  const [run, trouble] = useRun(again);
  useTitle(shopper.name);
  const { profile } = shopper;
  const props = { shopper, run };
  return (
    <>
      <p class="over-title">
        <a href="/shoppers">{t("shoppers")}</a>
      </p>
      <h1>{shopper.name}</h1>
      <p class="lead">
        {shopper.alias} · <bdi>{shopper.email}</bdi> ·{" "}
        {profile.rating
          ? t("shopper.rated", { rating: profile.rating, n: profile.rated })
          : t("shopper.unrated")}{" "}
        · {t("shopper.made", { n: shopper.visits })}
      </p>
      <p role="alert">{trouble}</p>
      <Part title={t("profile")} end={t("profile.end")}>
        <ProfileForm key={JSON.stringify(profile)} {...props} />
      </Part>
      <Part title={t("certified")}>
        {shopper.certified.length === 0 ? (
          <p class="quiet empty">{t("certified.none")}</p>
        ) : (
          <ul class="todo">
            {shopper.certified.map(({ checklist, at }) => (
              <li key={checklist}>
                <span>{checklist}</span>
                <span class="quiet">{nearDay(at, Date.now())}</span>
              </li>
            ))}
          </ul>
        )}
      </Part>
      <CompanionsPart {...props} />
      <BarsPart {...props} />
      <LawPart shopper={shopper} />
    </>
  );
}

/** Who knows her: where one was, the other is locked out too. */
function CompanionsPart({ shopper, run }: ShopperProps) {
  const { t } = useWords();
  const path = (other: string) => `shoppers/${shopper.id}/companions/${other}`;
  return (
    <Part title={t("companions")} end={t("companions.end")}>
      <ul class="chosen">
        {shopper.companions.map(({ id, name }) => (
          <li key={id}>
            <a href={`/shoppers/${id}`}>{name}</a>{" "}
            <button
              type="button"
              class="link"
              aria-label={t("companions.part", { name })}
              onClick={() => void run(send("DELETE", path(id)))}
            >
              ×
            </button>
          </li>
        ))}
      </ul>
      <Finder
        label={t("companions.add")}
        ask={async (q, signal) => (await findShoppers(q, signal)).filter(({ id }) => id !== shopper.id)}
        wordsOf={shopperWords}
        choose={(other) => void run(send("PUT", path(other.id)))}
      />
    </Part>
  );
}
