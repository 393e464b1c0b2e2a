interface Props {
  readonly word: string;
  readonly busy: boolean;
  readonly first?: boolean;
  readonly chosen: (sheet: File) => void;
}

/** The act that opens a spreadsheet of this computer. */
export function ChooseSheet({ word, busy, first = false, chosen }: Props) {
  return (
    <label class={first ? "act first file" : "act file"}>
      {word}
      <input
        type="file"
        class="unseen"
        accept=".csv,.xlsx,.txt"
        disabled={busy}
        onChange={(event) => {
          const sheet = event.currentTarget.files?.[0];
          if (sheet) chosen(sheet);
        }}
      />
    </label>
  );
}
