/** Spreadsheets, by the ends of their names. */
export const SHEETS = ".csv,.xlsx,.txt";

interface Props {
  readonly word: string;
  readonly kinds: string;
  readonly busy?: boolean;
  /** how it looks, beside `act` */
  readonly look?: string;
  readonly chosen: (file: File) => void;
}

/** The act that opens a file of this computer; the same one, too, when it has been mended. */
export function ChooseFile({ word, kinds, busy = false, look = "", chosen }: Props) {
  return (
    <label class={`act ${look} file`}>
      {word}
      <input
        type="file"
        class="unseen"
        accept={kinds}
        disabled={busy}
        onChange={(event) => {
          const file = event.currentTarget.files?.[0];
          if (file) chosen(file);
          event.currentTarget.value = ""; // or a browser would not tell of the same file again
        }}
      />
    </label>
  );
}
