import { LANGUAGES, OWN_NAMES } from "./language";

/** The languages to choose from, each by its own name; `chosen` is where a form begins. */
export const LanguageOptions = ({ chosen }: { chosen?: string }) => (
  <>
    {LANGUAGES.map((code) => (
      <option key={code} value={code} lang={code} {...(code === chosen && { selected: true })}>
        {OWN_NAMES[code]}
      </option>
    ))}
  </>
);
