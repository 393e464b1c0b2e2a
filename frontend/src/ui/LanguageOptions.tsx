import { LANGUAGES, OWN_NAMES } from "./language";

/** The languages to choose from, each by its own name. */
export const LanguageOptions = () => (
  <>
    {LANGUAGES.map((code) => (
      <option key={code} value={code} lang={code}>
        {OWN_NAMES[code]}
      </option>
    ))}
  </>
);
