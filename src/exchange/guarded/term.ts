import type { Path } from '../../config/problem.js';

/** Where a piece of a model stands: a line and column of its text, or a path in a JSON document. */
export interface Origin {
  readonly path: Path;
  readonly at?: { readonly line: number; readonly column: number };
}

export type ValueType = 'int' | 'double' | 'bool';

export type TermOperator = '+' | '-' | '*' | '/' | '=' | '!=' | '<' | '<=' | '>' | '>=' | '&' | '|' | '=>' | '<=>';

/** The fewest and the most arguments of each function that a model can call. */
export const TERM_FUNCTIONS = {
  min: [1, Number.POSITIVE_INFINITY],
  max: [1, Number.POSITIVE_INFINITY],
  floor: [1, 1],
  ceil: [1, 1],
  round: [1, 1],
  abs: [1, 1],
  sign: [1, 1],
  truncate: [1, 1],
  pow: [2, 2],
  mod: [2, 2],
  log: [2, 2],
} as const satisfies Readonly<Record<string, readonly [number, number]>>;

export type TermFunction = keyof typeof TERM_FUNCTIONS;

/**
 * An expression of a guarded-command model (PRISM's language, JANI), typed: truth values are no numbers, `/` is real division,
 * `mod` takes the sign of no operand and `log` has a base. Names are not yet resolved.
 */
export type Term = { readonly origin: Origin } & (
  | { readonly kind: 'number'; readonly value: number; readonly type: 'int' | 'double' }
  | { readonly kind: 'truth'; readonly value: boolean }
  | { readonly kind: 'name'; readonly name: string }
  /** A label, `"up"`: labels have a namespace of their own. */
  | { readonly kind: 'label'; readonly name: string }
  | { readonly kind: 'unary'; readonly operator: '-' | '!'; readonly operand: Term }
  | { readonly kind: 'binary'; readonly operator: TermOperator; readonly left: Term; readonly right: Term }
  | { readonly kind: 'choice'; readonly condition: Term; readonly yes: Term; readonly no: Term }
  | { readonly kind: 'call'; readonly function: TermFunction; readonly arguments: readonly Term[] }
);

type NameTerm = Extract<Term, { kind: 'name' }>;

/** The term with every name replaced by what `replacement` gives for it, if anything. */
export function substitute(term: Term, replacement: (name: NameTerm) => Term | undefined): Term {
  const inside = (part: Term): Term => substitute(part, replacement);
  switch (term.kind) {
    case 'name':
      return replacement(term) ?? term;
    case 'unary':
      return { ...term, operand: inside(term.operand) };
    case 'binary':
      return { ...term, left: inside(term.left), right: inside(term.right) };
    case 'choice':
      return { ...term, condition: inside(term.condition), yes: inside(term.yes), no: inside(term.no) };
    case 'call':
      return { ...term, arguments: term.arguments.map(inside) };
    default:
      return term;
  }
}

/** The names that a term reads, formulas not looked into. */
export function namesIn(term: Term): Set<string> {
  const names = new Set<string>();
  visit(term, (part) => {
    if (part.kind === 'name') names.add(part.name);
  });
  return names;
}

/** The labels that a term reads, others not looked into. */
export function labelsIn(term: Term): Set<string> {
  const labels = new Set<string>();
  visit(term, (part) => {
    if (part.kind === 'label') labels.add(part.name);
  });
  return labels;
}

function visit(term: Term, see: (part: Term) => void): void {
  see(term);
  for (const part of partsOf(term)) visit(part, see);
}

function partsOf(term: Term): readonly Term[] {
  switch (term.kind) {
    case 'unary':
      return [term.operand];
    case 'binary':
      return [term.left, term.right];
    case 'choice':
      return [term.condition, term.yes, term.no];
    case 'call':
      return term.arguments;
    default:
      return [];
  }
}

/** Terms joined by an associative operator in their order, as a tree that is not deep. */
export function joined(operator: '|' | '&' | '+', terms: readonly Term[]): Term {
  const [first] = terms;
  if (first === undefined) throw new Error(`nothing joined by ${operator}`);
  if (terms.length === 1) return first;
  const middle = terms.length >> 1;
  const left = joined(operator, terms.slice(0, middle));
  const right = joined(operator, terms.slice(middle));
  return { kind: 'binary', operator, left, right, origin: right.origin };
}

export const truth = (value: boolean, origin: Origin): Term => ({ kind: 'truth', value, origin });

export const isTrue = (term: Term): boolean => term.kind === 'truth' && term.value;

/** The opposite, without a second `!`. */
export function not(operand: Term): Term {
  if (operand.kind === 'unary' && operand.operator === '!') return operand.operand;
  return { kind: 'unary', operator: '!', operand, origin: operand.origin };
}

/** Whether two terms are the same wherever they stand. */
export const sameTerm = (a: Term, b: Term): boolean => keyOf(a) === keyOf(b);

const keyOf = (term: Term): string => JSON.stringify(term, (key, value) => (key === 'origin' ? undefined : value));

/** All of them true; true when there are none. */
export function conjunction(terms: readonly Term[], origin: Origin): Term {
  const [first, ...others] = terms.filter((term) => !isTrue(term));
  if (first === undefined) return truth(true, origin);
  return others.reduce((left, right) => ({ kind: 'binary', operator: '&', left, right, origin }), first);
}
