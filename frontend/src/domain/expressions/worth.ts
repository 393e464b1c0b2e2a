import type { Answer } from "../answers";
import type { Value } from "./tree";
import { plain } from "./values";

const FILES = ["image", "audio", "file"];

/** What an answer of docs/edition.md is worth in an expression; `''` for whatever is no answer. */
export const worth = (answer: Answer | boolean, kind = ""): Value => {
  if (typeof answer === "boolean") return String(answer);
  if (typeof answer === "string" || typeof answer === "number") return answer;
  if (Array.isArray(answer)) {
    const chosen = answer.filter((name) => typeof name === "string");
    return FILES.includes(kind) ? (chosen[0] ?? "") : chosen.join(" ");
  }
  if (!answer || !("lat" in answer && "lon" in answer)) return "";
  const { lat, lon, accuracy } = answer;
  return [lat, lon, 0, accuracy].map((part) => (typeof part === "number" ? plain(part) : "0")).join(" ");
};
