import { useState } from "preact/hooks";
import { Mark } from "../../ui/Mark";
import { Sure } from "../../ui/Sure";
import { say } from "../words";
import { described } from "./control";
import { type FileProps, photoFrom, useFile } from "./files";

type Trouble = "unreadable" | null;

/** Photos: taken, shrunk on this phone, shown at once. */
export function Photos(props: FileProps) {
  const [looking, setLooking] = useState<string | null>(null);
  const [trouble, setTrouble] = useState<Trouble>(null);
  const [busy, setBusy] = useState(false);
  const most = props.node.max_photos ?? 1;
  const take = async (input: HTMLInputElement) => {
    const files = [...(input.files ?? [])].slice(0, Math.max(0, most - props.names.length));
    input.value = "";
    setTrouble(null);
    setBusy(true);
    for (const file of files) {
      const photo = await photoFrom(file, props).catch(() => null);
      if (photo) await props.keep(photo);
      else setTrouble("unreadable");
    }
    setBusy(false);
  };
  const left = most - props.names.length;
  return (
    <>
      <div class="photos">
        {props.names.map((name, i) => (
          <Photo key={name} name={name} n={i + 1} show={props.show} onLook={() => setLooking(name)} />
        ))}
        {left > 0 && !props.asked.isReadOnly && (
          <label class="add" aria-busy={busy}>
            <Mark name="camera" />
            {say(busy ? "photo.keeping" : "photo.add")}
            <input
              {...described(props)}
              id={props.id}
              type="file"
              accept="image/*"
              capture={left === 1 ? "environment" : undefined}
              multiple={left > 1}
              onChange={(event) => void take(event.currentTarget)}
            />
          </label>
        )}
      </div>
      <p class="hint" aria-live="polite">
        {trouble ? say("photo.unreadable") : say("photo.count", { n: props.names.length, most })}
      </p>
      {looking !== null && <Look {...props} name={looking} onClose={() => setLooking(null)} />}
    </>
  );
}

interface PhotoProps {
  readonly name: string;
  readonly n: number;
  readonly show: FileProps["show"];
  readonly onLook: () => void;
}

function Photo({ name, n, show, onLook }: PhotoProps) {
  const address = useFile(name, show);
  return (
    <figure>
      <button type="button" class="look" onClick={onLook} aria-label={say("photo.look", { number: n })}>
        {address && <img src={address} alt="" />}
        {address === null && <span class="gone">{say("photo.gone")}</span>}
      </button>
    </figure>
  );
}

function Look({ name, show, remove, asked, onClose }: FileProps & { name: string; onClose: () => void }) {
  const address = useFile(name, show);
  const yes = asked.isReadOnly ? say("photo.close") : say("photo.remove");
  const away = () => void remove(name).then(onClose);
  return (
    <Sure
      title={say("photo.title")}
      yes={yes}
      no={say("photo.keep")}
      onYes={asked.isReadOnly ? onClose : away}
      onNo={onClose}
    >
      {address && <img class="large" src={address} alt={say("photo.title")} />}
      {address === null && <p>{say("photo.gone")}</p>}
    </Sure>
  );
}
