/**
 * The patterns of regex(), in the normal form that publishing writes (audits/expressions/patterns.py).
 *
 * A browser's RegExp goes back and forth: `(a+)+` can stall a phone for minutes. Here a pattern walks all
 * places of the text at once, as RE2 does on the server, and takes time in proportion to both.
 */
type Places = ReadonlySet<number>;
type Step = (signs: readonly string[], from: Places) => Places;

const TOKENS = /\(\?:|\\[pP]\{\w+\}|\\x..|\\.|\[(?:\\.|[^\\\]])*\]|[*+?]\??|\{\d+(?:,\d*)?\}\??|./gsu;

const wordAt = (signs: readonly string[], place: number): boolean => /\w/.test(signs[place] ?? "");
const edge = (signs: readonly string[], place: number): boolean =>
  wordAt(signs, place - 1) !== wordAt(signs, place);

const ANCHORS: Record<string, (signs: readonly string[], place: number) => boolean> = {
  "^": (_, place) => !place,
  $: (signs, place) => place === signs.length,
  "\\b": edge,
  "\\B": (signs, place) => !edge(signs, place),
};

const single = (token: string): Step => {
  const anchor = ANCHORS[token];
  if (anchor) return (signs, from) => new Set([...from].filter((place) => anchor(signs, place)));
  const one = new RegExp(`^${token}$`, "u");
  return (signs, from) =>
    new Set([...from].filter((place) => one.test(signs[place] ?? "")).map((place) => place + 1));
};

const repeated = (step: Step, fewest: number, most: number): Step => {
  return (signs, from) => {
    let fresh = from;
    for (let times = 0; times < fewest && fresh.size; times++) fresh = step(signs, fresh);
    const reached = new Set(fresh);
    for (let times = fewest; times < most && fresh.size; times++) {
      fresh = new Set([...step(signs, fresh)].filter((place) => !reached.has(place)));
      for (const place of fresh) reached.add(place);
    }
    return reached;
  };
};

const counted = (step: Step, tokens: string[]): Step => {
  const [, sign, fewest, comma, most] = /^(?:([*+?])|\{(\d+)(,?)(\d*)\})/.exec(tokens[0] ?? "") ?? [];
  if (!sign && !fewest) return step;
  tokens.shift();
  if (sign) return repeated(step, sign === "+" ? 1 : 0, sign === "?" ? 1 : Number.POSITIVE_INFINITY);
  return repeated(step, Number(fewest), Number(comma ? most || Number.POSITIVE_INFINITY : fewest));
};

/** Reads alternatives up to the group's end, taking the tokens it has read. */
const alternatives = (tokens: string[]): Step => {
  const branches: Step[][] = [[]];
  for (let token = tokens.shift(); token !== undefined && token !== ")"; token = tokens.shift()) {
    if (token === "|") branches.push([]);
    else branches.at(-1)?.push(counted(token === "(?:" ? alternatives(tokens) : single(token), tokens));
  }
  return (signs, from) =>
    new Set(branches.flatMap((steps) => [...steps.reduce((at, step) => step(signs, at), from)]));
};

const compiled = new Map<string, Step>();

/** Whether the pattern matches the whole text. */
export const regex = (text: string, pattern: string): boolean => {
  const step = compiled.get(pattern) ?? alternatives(pattern.match(TOKENS) ?? []);
  compiled.set(pattern, step);
  const signs = [...text];
  return step(signs, new Set([0])).has(signs.length);
};
