import { useEffect, useState } from "preact/hooks";
import { momentNow } from "../../domain/moment";
import { longEdgeOf } from "../../domain/photo";
import type { TakenFile } from "../../store";
import { shrink } from "../../store/shrink";
import type { ControlProps } from "./control";

/** What a control of files gets beside the rest. */
export interface FileProps extends ControlProps {
  /** names of the files that belong to this question, in their order */
  readonly names: readonly string[];
  readonly show: (name: string) => Promise<Blob | null>;
  readonly keep: (file: TakenFile) => Promise<void>;
  readonly remove: (name: string) => Promise<void>;
}

/** A photo as it is kept: shrunk to the question's long edge, upright, without metadata. Throws if unreadable. */
export async function photoFrom(file: File, props: FileProps): Promise<TakenFile> {
  const taken_at = momentNow().at;
  return { question: props.node.name, taken_at, ...(await shrink(file, longEdgeOf(props.node.parameters))) };
}

/** Any other file, as it is. */
export async function fileFrom(file: Blob, question: string): Promise<TakenFile> {
  const bytes = await file.arrayBuffer();
  const mime = file.type.split(";")[0] || "application/octet-stream";
  return { question, bytes, mime, width: null, height: null, taken_at: momentNow().at };
}

/** An address to show a kept file by: `undefined` while it is fetched, null when its bytes are gone. */
export function useFile(name: string, show: FileProps["show"]): string | null | undefined {
  const [address, setAddress] = useState<string | null>();
  useEffect(() => {
    let made: string | null = null;
    let left = false;
    void show(name).then((blob) => {
      if (left) return;
      made = blob && URL.createObjectURL(blob);
      setAddress(made);
    });
    return () => {
      left = true;
      if (made) URL.revokeObjectURL(made);
    };
  }, [name]);
  return address;
}
