import type { Me } from "../domain/me";

/** Whose phone this is: kept here, so that the app opens without a network and without a session. */
export interface KeptPerson {
  readonly id: string;
  readonly name: string;
  readonly language: string;
  readonly may: readonly string[];
}

const KEPT = "encore.person";

export function keptPerson(): KeptPerson | null {
  try {
    return JSON.parse(localStorage.getItem(KEPT) ?? "null") as KeptPerson | null;
  } catch {
    return null;
  }
}

export function keepPerson({ id, name, language, may }: Me): KeptPerson {
  const person: KeptPerson = { id, name, language, may };
  localStorage.setItem(KEPT, JSON.stringify(person));
  return person;
}

export const forgetPerson = (): void => localStorage.removeItem(KEPT);
