import type { ComponentChildren } from "preact";
import { useEffect, useState } from "preact/hooks";
import { Problem, read, send } from "../api/asking";
import { LanguageOptions } from "../ui/LanguageOptions";
import { type Language, language, localeOf } from "../ui/language";
import { address, match } from "../ui/router";
import { Items } from "./Items";
import { say, words } from "./words";
import "./pulse.css";

export const loadWords = words.load;

interface Asked {
  brand: { name: string; colour: string; language: string };
  store: string;
  closes: string;
  items: string[];
  least: number;
  most: number;
  is_open: boolean;
}

type State = { is: "loading" | "failed" | "gone" | "closed" | "done" } | { is: "asked"; asked: Asked };

const KNOWN: Readonly<Record<string, "gone" | "closed">> = { not_found: "gone", pulse_closed: "closed" };

/** The staff's pulse: five items behind a link that takes one answer. Nobody signs in, nothing is kept here. */
export function Area({ turnTo }: { turnTo: (code: Language) => void }) {
  const key = match("/pulse/:key", address.value)?.key ?? "";
  const [state, setState] = useState<State>({ is: "loading" });
  const ask = () => {
    setState({ is: "loading" });
    read<Asked>(`pulse/${encodeURIComponent(key)}`).then(
      (asked) => setState(asked.is_open ? { is: "asked", asked } : { is: "closed" }),
      (problem: unknown) => setState({ is: (problem instanceof Problem && KNOWN[problem.code]) || "failed" }),
    );
  };
  useEffect(ask, [key]);
  useEffect(() => {
    document.title = say("title");
  }, [language.value]);
  return (
    <main class="pulse" id="main">
      <Languages turnTo={turnTo} />
      <h1>{say("title")}</h1>
      {state.is === "loading" && <p role="status">{say("loading")}</p>}
      {state.is === "failed" && (
        <Said title={say("failed")}>
          <button type="button" class="act" onClick={ask}>
            {say("again")}
          </button>
        </Said>
      )}
      {(state.is === "gone" || state.is === "closed" || state.is === "done") && (
        <Said title={say(state.is)}>{say(`${state.is}.means`)}</Said>
      )}
      {state.is === "asked" && (
        <Form asked={state.asked} pulse={key} become={(is: "gone" | "closed" | "done") => setState({ is })} />
      )}
    </main>
  );
}

function Said({ title, children }: { title: string; children: ComponentChildren }) {
  return (
    <div role="status">
      <p class="said">{title}</p>
      <p class="quiet">{children}</p>
    </div>
  );
}

function Languages({ turnTo }: { turnTo: (code: Language) => void }) {
  return (
    <label class="languages">
      <span class="unseen">{say("language")}</span>
      <select value={language.value} onChange={(event) => turnTo(event.currentTarget.value as Language)}>
        <LanguageOptions />
      </select>
    </label>
  );
}

interface FormProps {
  asked: Asked;
  pulse: string;
  become: (is: "gone" | "closed" | "done") => void;
}

function Form({ asked, pulse, become }: FormProps) {
  const [marks, setMarks] = useState<Readonly<Record<string, number>>>({});
  const [trouble, setTrouble] = useState("");
  const [busy, setBusy] = useState(false);
  const open = asked.items.filter((item) => !marks[item]).length;
  const give = async (event: SubmitEvent) => {
    event.preventDefault();
    if (open > 0) return setTrouble(say("missing", { n: open }));
    setBusy(true);
    try {
      await send("POST", `pulse/${encodeURIComponent(pulse)}`, {
        items: asked.items.map((item) => marks[item]),
      });
      become("done");
    } catch (problem) {
      const code = problem instanceof Problem ? problem.code : "";
      const end = KNOWN[code];
      if (end) become(end);
      else setTrouble(say(code === "offline" || code === "too_many" ? code : "failed"));
    } finally {
      setBusy(false);
    }
  };
  const day = new Intl.DateTimeFormat(localeOf(language.value), { dateStyle: "long" });
  return (
    <form onSubmit={(event) => void give(event as unknown as SubmitEvent)} noValidate>
      <p class="whose">{say("of", { store: asked.store, brand: asked.brand.name })}</p>
      <p class="quiet">
        {say("lead")} {say("once", { day: day.format(new Date(`${asked.closes}T12:00`)) })}
      </p>
      <Items asked={asked} marks={marks} mark={(item, value) => setMarks({ ...marks, [item]: value })} />
      <p class="wrong" role="alert">
        {trouble}
      </p>
      <button type="submit" class="act first" aria-disabled={busy}>
        {say(busy ? "sending" : "send")}
      </button>
      <p class="quiet">{say("programme")}</p>
    </form>
  );
}
