/** Expressions: trees printed at publishing, evaluated here as the server does (docs/expressions.md). */
export { reachedFrom } from "./dependants";
export { evaluate, holds } from "./evaluate";
export { type Circumstances, Sheet, type State, type Turn } from "./sheet";
export type { Scalar, Scope, Tree, Value } from "./tree";
export { plain, toBoolean, toNumber, toText } from "./values";
