import { signal } from "@preact/signals";

interface InstallPrompt extends Event {
  prompt(): Promise<{ outcome: "accepted" | "dismissed" }>;
}

let kept: InstallPrompt | null = null;

/** Whether the browser would install the app now. */
export const installable = signal(false);

/** Whether this runs from its own icon. */
export const isInstalled = (): boolean =>
  matchMedia("(display-mode: standalone)").matches ||
  (navigator as Navigator & { standalone?: boolean }).standalone === true;

/** An iPhone or iPad, which never offers by itself. */
export const isApplePhone = (): boolean =>
  /iPhone|iPad/.test(navigator.userAgent) ||
  (navigator.userAgent.includes("Macintosh") && navigator.maxTouchPoints > 1);

/** Keeps the browser's offer for a quiet moment, instead of letting it interrupt. */
export function keepInstallOffer(): void {
  addEventListener("beforeinstallprompt", (event) => {
    event.preventDefault();
    kept = event as InstallPrompt;
    installable.value = true;
  });
  addEventListener("appinstalled", () => {
    installable.value = false;
  });
}

/** Makes the kept offer, once. */
export async function offerInstall(): Promise<void> {
  await kept?.prompt();
  kept = null;
  installable.value = false;
}
