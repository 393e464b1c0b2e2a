import { signal } from "@preact/signals";

export const THEMES = ["system", "light", "dark"] as const;
export type Theme = (typeof THEMES)[number];

const KEPT = "encore.theme";

export const theme = signal<Theme>("system");

function apply(wanted: Theme): void {
  theme.value = wanted;
  if (wanted === "system") delete document.documentElement.dataset.theme;
  else document.documentElement.dataset.theme = wanted;
}

/** Takes up the theme chosen on this phone, if any. */
export function startTheme(): void {
  apply(THEMES.find((each) => each === localStorage.getItem(KEPT)) ?? "system");
}

/** Chooses light, dark, or what the system says, on this phone. */
export function chooseTheme(wanted: Theme): void {
  localStorage.setItem(KEPT, wanted);
  apply(wanted);
}
