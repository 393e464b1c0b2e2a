/** A number as people type it, in figures that `Number` reads: Arabic and Persian ones, and either decimal sign. */
export const figures = (typed: string): string =>
  typed
    .replace(/[\u0660-\u0669\u06f0-\u06f9]/g, (figure) => String(figure.charCodeAt(0) & 0xf))
    .replace(/[,\u066b]/, ".")
    .trim();
