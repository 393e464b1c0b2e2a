import { useEffect, useRef, useState } from "preact/hooks";
import { say } from "../words";
import { described } from "./control";
import { type FileProps, fileFrom, useFile } from "./files";

/** A sound recorded here, or any file chosen from the phone. */
export function Sounds(props: FileProps) {
  const canRecord = props.node.type === "audio" && typeof MediaRecorder !== "undefined";
  return (
    <>
      <ul class="kept-files">
        {props.names.map((name) => (
          <Kept key={name} {...props} name={name} />
        ))}
      </ul>
      {props.names.length === 0 && !props.asked.isReadOnly && (
        <div class="two-acts">
          {canRecord && <Record {...props} />}
          <label class="act add">
            {say("file.choose")}
            <input
              {...described(props)}
              id={props.id}
              type="file"
              accept={props.node.type === "audio" ? "audio/*" : undefined}
              onChange={(event) => {
                const file = event.currentTarget.files?.[0];
                if (file) void fileFrom(file, props.node.name).then(props.keep);
              }}
            />
          </label>
        </div>
      )}
    </>
  );
}

function letGo(stream: MediaStream): void {
  for (const track of stream.getTracks()) track.stop();
}

function Record(props: FileProps) {
  const recorder = useRef<MediaRecorder | null>(null);
  const [state, setState] = useState<"still" | "recording" | "refused">("still");
  const left = useRef(false);
  // whoever goes on to another screen has said enough: it is kept, and the microphone is let go
  useEffect(
    () => () => {
      left.current = true;
      if (recorder.current?.state === "recording") recorder.current.stop();
    },
    [],
  );
  const start = async () => {
    const stream = await navigator.mediaDevices.getUserMedia({ audio: true });
    if (left.current) return letGo(stream);
    const pieces: Blob[] = [];
    const made = new MediaRecorder(stream);
    made.ondataavailable = ({ data }) => pieces.push(data);
    made.onstop = () => {
      letGo(stream);
      setState("still");
      void fileFrom(new Blob(pieces, { type: made.mimeType }), props.node.name).then(props.keep);
    };
    made.start();
    recorder.current = made;
    setState("recording");
  };
  const press = () =>
    state === "recording" ? recorder.current?.stop() : void start().catch(() => setState("refused"));
  return (
    <>
      <button type="button" class="act" aria-pressed={state === "recording"} onClick={press}>
        {say(state === "recording" ? "sound.stop" : "sound.record")}
      </button>
      {state === "refused" && <p class="hint">{say("sound.refused")}</p>}
    </>
  );
}

function Kept({ name, node, asked, show, remove }: FileProps & { name: string }) {
  const address = useFile(name, show);
  return (
    <li>
      {address && node.type === "audio" ? (
        // biome-ignore lint/a11y/useMediaCaption: the shopper's own voice note, just recorded
        <audio controls src={address} />
      ) : (
        <span>{address === null ? say("photo.gone") : name}</span>
      )}
      {!asked.isReadOnly && (
        <button type="button" class="act bare" onClick={() => void remove(name)}>
          {say("file.remove")}
        </button>
      )}
    </li>
  );
}
