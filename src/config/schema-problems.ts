import type { z } from 'zod';
import { foundText, quoted } from './found.js';
import type { Path, Problem } from './problem.js';
import { suggestion } from './suggestion.js';

type Issue = z.core.$ZodIssue;

/** The typed value of an input, or everything wrong with it. */
export type Checked<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly problems: readonly Problem[] };

/** Checks `input` against a schema; a message given in the schema is read as what is needed there. */
export function checkInput<T>(schema: z.ZodType<T>, input: unknown): Checked<T> {
  const result = schema.safeParse(input, { error: knownKeys });
  if (result.success) return { ok: true, value: result.data };
  return { ok: false, problems: problemsOf(result.error, input) };
}

/**
 * What a schema found, as problems. Of a union the branch is reported that the user most likely meant. Misspelt keys get
 * a suggestion when the error comes from `checkInput`.
 */
export function problemsOf(error: z.ZodError, input: unknown): Problem[] {
  return issuesProblems(error.issues, [], input);
}

const KNOWN_KEYS = 'one of ';

/** Lists the keys an object may have as the message of an unknown key, where `unknownKeyProblems` finds them again. */
const knownKeys: z.core.$ZodErrorMap = (issue) => {
  if (issue.code !== 'unrecognized_keys') return undefined;
  const definition: unknown = issue.inst?._zod.def;
  if (typeof definition !== 'object' || definition === null || !('shape' in definition)) return undefined;
  return KNOWN_KEYS + Object.keys(definition.shape as object).join(', ');
};

function issuesProblems(issues: readonly Issue[], prefix: Path, input: unknown): Problem[] {
  const unknown = issues.filter((issue) => issue.code === 'unrecognized_keys');
  const causes = issues.filter((issue) => !unknown.some((cause) => followsFrom(issue, cause)));
  return causes.flatMap((issue) => issueProblems(issue, prefix, input));
}

/** A misspelt key is missing under its right name, and what a map must be as a whole it is not without that key. */
function followsFrom(issue: Issue, cause: Issue & { code: 'unrecognized_keys' }): boolean {
  const isInside = cause.path.every((step, depth) => issue.path[depth] === step);
  if (!isInside || issue === cause) return false;
  if (issue.code === 'custom') return issue.path.length === cause.path.length;
  const missing = issue.path.at(-1);
  if (issue.path.length !== cause.path.length + 1 || typeof missing !== 'string') return false;
  return cause.keys.some((key) => suggestion(key, [missing]) !== undefined);
}

function issueProblems(issue: Issue, prefix: Path, input: unknown): Problem[] {
  const path = [...prefix, ...issue.path.map((step) => (typeof step === 'symbol' ? String(step) : step))];
  if (issue.code === 'unrecognized_keys') return unknownKeyProblems(issue, path, input);
  if (issue.code === 'invalid_union') return unionProblems(issue, path, input);
  if (issue.code === 'invalid_key') {
    const need = issue.issues.map(needText).join(', ');
    return [{ path, found: `the key ${quoted(String(path.at(-1)))}`, need, atKey: true }];
  }
  return [{ path, found: saidFound(issue) ?? foundText(valueAt(input, path)), need: needText(issue) }];
}

/** A refinement may say itself what it found, as `params: {found}`. */
function saidFound(issue: Issue): string | undefined {
  const found: unknown = issue.code === 'custom' ? issue.params?.found : undefined;
  return typeof found === 'string' ? found : undefined;
}

function unknownKeyProblems(issue: Issue & { code: 'unrecognized_keys' }, path: Path, input: unknown): Problem[] {
  const known = issue.message.startsWith(KNOWN_KEYS) ? issue.message.slice(KNOWN_KEYS.length).split(', ') : [];
  return issue.keys.map((key) => ({
    path: [...path, key],
    found: `unknown key ${quoted(key)}`,
    need: keyNeed(key, known, valueAt(input, [...path, key])),
    atKey: true,
  }));
}

function keyNeed(key: string, known: readonly string[], value: unknown): string {
  // `{when: max(a, b) > 1}` reads as the keys `when` and `b) > 1`.
  if (value === null && !/^[\w-]+$/.test(key)) return 'quotes around a text with a comma inside {}';
  const meant = suggestion(key, known);
  if (meant !== undefined) return `${meant} (did you mean that?)`;
  return known.length === 0 ? 'a key that is known here' : KNOWN_KEYS + known.join(', ');
}

function unionProblems(issue: Issue & { code: 'invalid_union' }, path: Path, input: unknown): Problem[] {
  const fitting = issue.errors.filter((branch) => !branch.some(isOtherKind));
  const [first, ...others] = fitting;
  if (first === undefined) {
    const needs = issue.errors.flatMap((branch) => branch.filter(isOtherKind).map(needText));
    const need = issue.message === 'Invalid input' ? [...new Set(needs)].join(' or ') : issue.message;
    return [{ path, found: foundText(valueAt(input, path)), need }];
  }
  let meant = first;
  for (const branch of others) if (distance(branch) < distance(meant)) meant = branch;
  return issuesProblems(meant, path, input);
}

/** Whether a branch failed because the value as a whole is of another kind, so that the user did not mean it. */
function isOtherKind(issue: Issue): boolean {
  return (
    issue.path.length === 0 && issue.code !== 'unrecognized_keys' && issue.code !== 'custom' && !isUnionOfMaps(issue)
  );
}

const isUnionOfMaps = (issue: Issue): issue is Issue & { code: 'invalid_union' } =>
  issue.code === 'invalid_union' && issue.errors.some((branch) => !branch.some(isOtherKind));

/** How far a branch is from what was written: a wrong value under a right key is nearer than a missing or unknown key. */
function distance(branch: readonly Issue[]): number {
  let total = 0;
  for (const issue of branch) {
    if (issue.code === 'unrecognized_keys') total += 2 * issue.keys.length;
    else if (issue.code === 'invalid_value') total += 3;
    else if (isUnionOfMaps(issue)) total += nearest(issue);
    else total += issue.path.length > 1 || issue.code === 'custom' ? 0.5 : 1;
  }
  return total;
}

/** How far the nearest branch is of a union within a branch. */
function nearest({ errors }: Issue & { code: 'invalid_union' }): number {
  return Math.min(...errors.filter((branch) => !branch.some(isOtherKind)).map(distance));
}

/** What an issue needs, in words; the schema's own message when it gives one. */
function needText(issue: Issue): string {
  if (!isDefaultMessage(issue)) return issue.message;
  switch (issue.code) {
    case 'invalid_type':
      return TYPES[issue.expected] ?? issue.expected;
    case 'invalid_value':
      return issue.values.map(String).join(' or ');
    case 'too_small':
      return sizeNeed(issue.origin, issue.inclusive === false ? 'more than' : 'at least', issue.minimum);
    case 'too_big':
      return sizeNeed(issue.origin, issue.inclusive === false ? 'less than' : 'at most', issue.maximum);
    case 'not_multiple_of':
      return `a multiple of ${issue.divisor}`;
    case 'invalid_format':
      return issue.pattern === undefined ? `a text of the form ${issue.format}` : `a text matching ${issue.pattern}`;
    default:
      return issue.message;
  }
}

const isDefaultMessage = (issue: Issue): boolean => /^(Invalid|Too (small|big)|Unrecognized)\b/.test(issue.message);

const TYPES: Readonly<Record<string, string>> = {
  string: 'a text',
  number: 'a number',
  int: 'a whole number',
  boolean: 'true or false',
  array: 'a list',
  object: 'a map',
  record: 'a map',
  null: 'an empty value',
  never: 'nothing',
};

function sizeNeed(origin: string, relation: string, bound: number | bigint): string {
  if (origin === 'array') return `a list of ${relation} ${bound}`;
  if (origin === 'string') return `a text of ${relation} ${bound} letters`;
  return `${relation} ${bound}`;
}

/** The value at a path, undefined where there is none. */
export function valueAt(input: unknown, path: Path): unknown {
  let value = input;
  for (const step of path) {
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, step)) return undefined;
    value = (value as Readonly<Record<string | number, unknown>>)[step];
  }
  return value;
}
