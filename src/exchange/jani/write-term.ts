import type { Term, TermFunction, TermOperator } from '../guarded/term.js';

/** An expression as JANI's JSON. */
export type JaniExpression = number | boolean | string | { readonly [key: string]: JaniExpression };

const OPERATORS: Readonly<Record<TermOperator, string>> = {
  '|': '∨',
  '&': '∧',
  '=>': '⇒',
  '<=>': '=',
  '=': '=',
  '!=': '≠',
  '<': '<',
  '<=': '≤',
  '>': '>',
  '>=': '≥',
  '+': '+',
  '-': '-',
  '*': '*',
  '/': '/',
};

const UNARY: ReadonlyMap<TermFunction, string> = new Map([
  ['floor', 'floor'],
  ['ceil', 'ceil'],
  ['abs', 'abs'],
  ['sign', 'sgn'],
  ['truncate', 'trc'],
]);

const BINARY: ReadonlyMap<TermFunction, string> = new Map([
  ['min', 'min'],
  ['max', 'max'],
  ['pow', 'pow'],
  ['mod', '%'],
  ['log', 'log'],
]);

export function writeTerm(term: Term): JaniExpression {
  switch (term.kind) {
    case 'number':
    case 'truth':
      return term.value;
    case 'name':
    case 'label':
      return term.name;
    case 'unary': {
      const operand = writeTerm(term.operand);
      if (term.operator === '!') return { op: '¬', exp: operand };
      return typeof operand === 'number' ? -operand : { op: '-', left: 0, right: operand };
    }
    case 'binary':
      return { op: OPERATORS[term.operator], left: writeTerm(term.left), right: writeTerm(term.right) };
    case 'choice':
      return Object.fromEntries([
        ['op', 'ite'],
        ['if', writeTerm(term.condition)],
        ['then', writeTerm(term.yes)],
        ['else', writeTerm(term.no)],
      ]);
    case 'call':
      return writeCall(term.function, term.arguments.map(writeTerm));
  }
}

function writeCall(name: TermFunction, terms: readonly JaniExpression[]): JaniExpression {
  const [first, ...others] = terms;
  if (first === undefined) throw new Error(`${name} of nothing`);
  const unary = UNARY.get(name);
  if (unary !== undefined) return { op: unary, exp: first };
  if (name === 'round') return { op: 'floor', exp: { op: '+', left: first, right: 0.5 } };
  const op = BINARY.get(name);
  if (op === undefined) throw new Error(`no operator for ${name}`);
  return others.reduce((left, right) => ({ op, left, right }), first);
}
