import { answersOf, type DeskVisit, type Flag } from "../../domain/review";
import { plain } from "../../ui/desk/figures";
import { clockToSecond } from "../../ui/times";

type Say = (key: string, inserts?: Record<string, string | number>) => string;
interface Told {
  sentences: string[];
  /** ids of other visits that the flag names */
  others: string[];
}
type Evidence = Readonly<Record<string, unknown>>;

/** A flag's evidence in sentences, and the other visits it names. */
export function flagWords(
  flag: Flag,
  visit: Pick<DeskVisit, "sections" | "zone">,
  t: Say,
  language: string,
): Told {
  const number = (value: unknown, digits = 0) => plain(Number(value), digits, language);
  const code = (name: unknown) =>
    answersOf(visit).find((answer) => answer.name === name)?.code || String(name);
  const { evidence } = flag;
  const told = SENTENCES[flag.kind]?.({ evidence, t, number, code, zone: visit.zone }) ?? [];
  const listed = [...lines(evidence.photos), ...lines(evidence.texts)].map((line) => String(line.visit));
  return { sentences: told, others: [...new Set(listed)] };
}

interface Around {
  evidence: Evidence;
  t: Say;
  number: (value: unknown, digits?: number) => string;
  code: (name: unknown) => string;
  zone: string;
}

const SENTENCES: Readonly<Record<string, (around: Around) => string[]>> = {
  recognised: ({ evidence, t, code }) => [
    t("flag.recognised.says", { codes: list(evidence.questions).map(code).join(", ") }),
  ],
  too_far: ({ evidence, t, number }) => [
    t("flag.too_far.says", {
      metres: number(evidence.metres),
      accuracy: number(evidence.accuracy),
      limit: number(evidence.limit),
    }),
  ],
  too_fast: ({ evidence, t, number }) => [
    ...("minutes" in evidence
      ? [
          t("flag.too_fast.inside", {
            minutes: number(evidence.minutes, 1),
            least: number(evidence.least_minutes),
          }),
        ]
      : []),
    ...("seconds" in evidence
      ? [t("flag.too_fast.pace", { seconds: number(evidence.seconds, 1), answers: number(evidence.n) })]
      : []),
  ],
  photo_seen: ({ evidence, t, code }) =>
    lines(evidence.photos).map((photo) =>
      t(photo.distance === 0 ? "flag.photo_seen.same" : "flag.photo_seen.alike", {
        code: code(photo.question),
      }),
    ),
  text_copied: ({ evidence, t, number, code }) =>
    lines(evidence.texts).map((text) =>
      t("flag.text_copied.says", { code: code(text.question), share: number(Number(text.share) * 100) }),
    ),
  contradictory_times: ({ evidence, ...around }) =>
    lines(evidence.pairs).map(({ first, then }) =>
      around.t("flag.contradictory_times.says", {
        first: moment(first as Evidence, around),
        second: moment(then as Evidence, around),
      }),
    ),
  straight_lining: ({ evidence, t, number }) => [
    t("flag.straight_lining.says", { in_a_row: number(evidence.n), of: number(evidence.of) }),
  ],
  sealed_late: ({ evidence, t, number }) => [
    t("flag.sealed_late.says", {
      hours: number(Number(evidence.minutes) / 60, 1),
      limit: number(evidence.limit_hours),
    }),
  ],
};

function moment({ question, at }: Evidence, { t, code, zone }: Omit<Around, "evidence">): string {
  const of = question === "sealed" || question === "opened" ? t(`review.${question}`) : code(question);
  return `${of} ${clockToSecond(String(at), zone)}`;
}

const list = (value: unknown): unknown[] => (Array.isArray(value) ? value : []);
const lines = (value: unknown): Evidence[] => list(value) as Evidence[];
