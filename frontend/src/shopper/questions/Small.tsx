import { useState } from "preact/hooks";
import { say } from "../words";
import { type ControlProps, described, named } from "./control";
import { useTyped } from "./Text";

/** Something to be acknowledged. */
export function Acknowledge(props: ControlProps) {
  return (
    <div class="choice">
      <label>
        <input
          {...described(props)}
          type="checkbox"
          id={props.id}
          checked={props.asked.value === "OK"}
          onChange={(event) => props.answer(event.currentTarget.checked ? "OK" : undefined)}
        />
        <span>{say("acknowledge.understood")}</span>
      </label>
    </div>
  );
}

interface Detector {
  detect(image: ImageBitmap): Promise<readonly { rawValue: string }[]>;
}
const detectorClass = (): (new () => Detector) | undefined =>
  (globalThis as { BarcodeDetector?: new () => Detector }).BarcodeDetector;

/** The first barcode in a photo, or null. */
async function readCode(photo: Blob): Promise<string | null> {
  const Reader = detectorClass();
  if (!Reader) return null;
  const bitmap = await createImageBitmap(photo);
  const [found] = await new Reader().detect(bitmap).finally(() => bitmap.close());
  return found?.rawValue ?? null;
}

/** A barcode: typed, or read from a photo where the phone can. */
export function Barcode(props: ControlProps) {
  const { text, typed, flush } = useTyped(props);
  const [unread, setUnread] = useState(false);
  const read = async (photo: File | undefined) => {
    if (!photo) return;
    const code = await readCode(photo).catch(() => null);
    setUnread(code === null);
    if (code !== null) props.answer(code);
  };
  return (
    <>
      <input
        {...named(props)}
        class="line-in"
        type="text"
        autocapitalize="off"
        spellcheck={false}
        value={text}
        onBlur={flush}
        onInput={(event) => typed(event.currentTarget.value)}
      />
      {detectorClass() && !props.asked.isReadOnly && (
        <label class="act add">
          {say("barcode.scan")}
          <input
            type="file"
            accept="image/*"
            capture="environment"
            onChange={(event) => void read(event.currentTarget.files?.[0])}
          />
        </label>
      )}
      <p class="hint" aria-live="polite">
        {unread && say("barcode.unread")}
      </p>
    </>
  );
}
