/**
 * Gives a file out of the phone: by the platform's Share where it takes files, else as a download. False where she
 * turned away from sharing it: then nothing was given.
 */
export async function handOver(file: Blob, name: string): Promise<boolean> {
  const shared = new File([file], name, { type: file.type || "application/json" });
  if (navigator.canShare?.({ files: [shared] })) {
    try {
      await navigator.share({ files: [shared] });
      return true;
    } catch (error) {
      if (error instanceof DOMException && error.name === "AbortError") return false;
    }
  }
  const link = document.createElement("a");
  link.href = URL.createObjectURL(shared);
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
  return true;
}

/** A name for a rescue file that sorts by its day and tells nothing. */
export const rescueName = (now: Date): string =>
  `notes-${now.toISOString().slice(0, 16).replace(":", "")}.json`;
