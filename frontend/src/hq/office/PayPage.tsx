import { useState } from "preact/hooks";
import { address, read, send } from "../../api/asking";
import type { PayFile, PayLine } from "../../domain/office";
import { outcomeIn } from "../../domain/outcomes";
import { Part } from "../../ui/desk/Part";
import { useTurned } from "../../ui/desk/turning";
import { useLoaded } from "../../ui/load";
import { nearDay, sumWords } from "../../ui/times";
import { Page, useSentence, useTitle } from "../Page";
import { useWords } from "../words";
import { AskWhy } from "./AskWhy";

const STATES = ["due", "approved", "refused", "paid"] as const;

/** What shoppers are owed: decided one by one or by rule, paid together by file. */
export function PayPage() {
  const { t } = useWords();
  useTitle(t("pay"));
  const sentence = useSentence();
  const [state, setState] = useState<string>("due");
  const [told, setTold] = useState("");
  const [refused, setRefused] = useState<PayLine | null>(null);
  const [pays, againPays, turning] = useTurned(state, (cursor, signal) =>
    read<{ results: PayLine[]; next: string | null }>("pays", { state, cursor, limit: 100 }, signal),
  );
  const [files, againFiles] = useLoaded("files", (signal) =>
    read<PayFile[] | { results: PayFile[] }>("pay-files", {}, signal),
  );
  const run = (asked: Promise<unknown>) =>
    void asked.then(
      () => {
        setTold("");
        againPays();
        againFiles();
      },
      (problem: unknown) => setTold(sentence(problem)),
    );
  const decide = (pay: PayLine, decision: object) => run(send("POST", `pays/${pay.id}/decide`, decision));
  return (
    <>
      <h1>{t("pay")}</h1>
      <p class="lead">{t("pay.lead")}</p>
      <p role="alert">{told}</p>
      <label class="chooser">
        <span class="quiet">{t("state")} </span>
        <select value={state} onChange={(event) => setState(event.currentTarget.value)}>
          {STATES.map((each) => (
            <option key={each} value={each}>
              {t(`pay.${each}`)}
            </option>
          ))}
        </select>
      </label>
      <Page loaded={pays} again={againPays}>
        {({ results, next }) =>
          results.length === 0 ? (
            <p class="quiet empty">{t("pay.empty")}</p>
          ) : (
            <>
              <Pays pays={results} decide={decide} refuse={setRefused} />
              {turning(next)}
            </>
          )
        }
      </Page>
      {refused && (
        <AskWhy
          title={t("pay.refuse_whose", { shopper: refused.shopper.name ?? refused.shopper.alias })}
          label={t("pay.why")}
          yes={t("pay.refuse")}
          done={(why) => {
            setRefused(null);
            if (why) decide(refused, { state: "refused", why });
          }}
        />
      )}
      <Part title={t("pay.files")} end={t("pay.files_end")}>
        <p class="acts">
          <button type="button" class="act" onClick={() => run(send("POST", "pay-files", {}))}>
            {t("pay.make_file")}
          </button>
        </p>
        <Page loaded={files} again={againFiles}>
          {(found) => (
            <Files
              files={Array.isArray(found) ? found : found.results}
              paid={(file) => run(send("POST", `pay-files/${file.id}/paid`, {}))}
            />
          )}
        </Page>
      </Part>
    </>
  );
}

interface PaysProps {
  pays: PayLine[];
  decide: (pay: PayLine, decision: object) => void;
  refuse: (pay: PayLine) => void;
}

function Pays({ pays, decide, refuse }: PaysProps) {
  const { t } = useWords();
  return (
    <table class="folds plain">
      <thead>
        <tr>
          <th scope="col">{t("shopper")}</th>
          <th scope="col">{t("store")}</th>
          <th scope="col" class="num">
            {t("rules.fee")}
          </th>
          <th scope="col" class="num">
            {t("pay.total")}
          </th>
          <th scope="col">
            <span class="unseen">{t("set_aside.decide")}</span>
          </th>
        </tr>
      </thead>
      <tbody>
        {pays.map((pay) => (
          <tr key={pay.id}>
            <th scope="row">{pay.shopper.name ?? pay.shopper.alias}</th>
            <td data-of={t("store")}>
              <a href={`/visits/${pay.visit}`}>{pay.store.name}</a> <Why why={pay.why} />
            </td>
            <td class="num" data-of={t("rules.fee")}>
              <bdi>{sumWords(pay.fee, pay.currency)}</bdi>
            </td>
            <td class="num" data-of={t("pay.total")}>
              <bdi>{sumWords(pay.total, pay.currency)}</bdi>
            </td>
            <td class="fetch">
              {pay.state === "due" && (
                <>
                  <button type="button" class="link" onClick={() => decide(pay, { state: "approved" })}>
                    {t("pay.approve")}
                  </button>
                  <button type="button" class="link" onClick={() => refuse(pay)}>
                    {t("pay.refuse")}
                  </button>
                </>
              )}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Files({ files, paid }: { files: PayFile[]; paid: (file: PayFile) => void }) {
  const { t } = useWords();
  if (files.length === 0) return <p class="quiet empty">{t("pay.no_files")}</p>;
  return (
    <ul class="todo">
      {files.map((file) => (
        <li key={file.id}>
          <strong>
            {t("pay.file", { number: file.number })} · {nearDay(file.made_at, Date.now())}
          </strong>
          <span>
            <bdi>{file.sums.map((sum) => sumWords(sum.total, sum.currency)).join(", ")}</bdi>
          </span>
          <span class="more">
            <a href={address(`pay-files/${file.id}/file`)} download>
              {t("pay.download")}
            </a>{" "}
            {file.paid_at ? (
              t("pay.paid_on", { when: nearDay(file.paid_at, Date.now()) })
            ) : (
              <button type="button" class="link" onClick={() => paid(file)}>
                {t("pay.mark_paid")}
              </button>
            )}
          </span>
        </li>
      ))}
    </ul>
  );
}

/** Why it is not the whole fee: the rule's reason in words, or what a person wrote. */
function Why({ why }: { why: string }) {
  const { t } = useWords();
  const outcome = outcomeIn(why);
  return <span class="quiet">{outcome ? t(`outcome.${outcome}`) : why}</span>;
}
