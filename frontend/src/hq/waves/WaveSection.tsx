import type { ComponentChildren } from "preact";
import { useState } from "preact/hooks";
import { send } from "../../api/asking";
import type { WholeWave } from "../../domain/programme";
import { useSentence } from "../Page";
import { useWords } from "../words";

interface Props {
  wave: WholeWave;
  /** reads the wave anew */
  kept: () => void;
  title: string;
  /** what is so now, in a few words */
  end: ComponentChildren;
  button: string;
  changesOf: (fields: FormData) => object;
  children: ComponentChildren;
}

/** A part of a wave's terms: closed until it is asked for, kept by itself. */
export function WaveSection({ wave, kept, title, end, button, changesOf, children }: Props) {
  const { t } = useWords();
  const sentence = useSentence();
  const [told, setTold] = useState("");
  const keep = async (event: SubmitEvent) => {
    event.preventDefault();
    const changes = changesOf(new FormData(event.currentTarget as HTMLFormElement));
    try {
      await send("PATCH", `waves/${wave.id}`, changes);
      setTold(t("wave.kept"));
      kept();
    } catch (problem) {
      setTold(sentence(problem));
    }
  };
  return (
    <details class="part rules">
      <summary>
        <h2>{title}</h2>
        <span class="quiet">{end}</span>
      </summary>
      <form class="ask wave-form" onSubmit={(event) => void keep(event)} onInput={() => setTold("")}>
        {children}
        <p class="acts">
          <button type="submit" class="act">
            {button}
          </button>
          <span role="status">{told}</span>
        </p>
      </form>
    </details>
  );
}
