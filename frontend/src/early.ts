/**
 * Runs while the line is still busy with the app's own files, on a phone that comes for the first time: the first
 * formatter makes the browser read its tables of languages, which costs a slow phone a tenth of a second and more.
 */
new Intl.DateTimeFormat().formatRange(0, 1);
