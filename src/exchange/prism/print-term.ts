import type { Term, TermOperator } from '../guarded/term.js';

/** How tightly each kind of term binds, loosest first. */
const CHOICE = 0;
const NOT = 5;
const MINUS = 10;
const ATOM = 11;
const BINARY: Readonly<Record<TermOperator, number>> = {
  '=>': 1,
  '<=>': 2,
  '|': 3,
  '&': 4,
  '=': 6,
  '!=': 6,
  '<': 7,
  '<=': 7,
  '>': 7,
  '>=': 7,
  '+': 8,
  '-': 8,
  '*': 9,
  '/': 9,
};
const ASSOCIATIVE: ReadonlySet<TermOperator> = new Set(['|', '&', '+']);

/** A number larger than this would be read as a whole number that does not fit. */
const WHOLE_MAX = 2 ** 31 - 1;

/** The text of a term in PRISM's language; parsed, it gives the same term. */
export function printTerm(term: Term): string {
  switch (term.kind) {
    case 'number':
      return numberText(term.value, term.type);
    case 'truth':
      return `${term.value}`;
    case 'name':
      return term.name;
    case 'label':
      return `"${term.name}"`;
    case 'unary':
      return term.operator === '!' ? `!${within(term.operand, ATOM)}` : `-${within(term.operand, MINUS)}`;
    case 'binary': {
      const level = BINARY[term.operator];
      const isRun = ASSOCIATIVE.has(term.operator);
      const left = operand(term.left, term.operator, isComparison(term.operator) ? level + 1 : level);
      return `${left} ${term.operator} ${operand(term.right, term.operator, isRun ? level : level + 1)}`;
    }
    case 'choice':
      return `${within(term.condition, CHOICE + 1)} ? ${within(term.yes, CHOICE + 1)} : ${within(term.no, CHOICE + 1)}`;
    case 'call':
      return printCall(term);
  }
}

/** The text of a term where a `:` follows, which a choice must not swallow. */
export const printBeforeColon = (term: Term): string => within(term, CHOICE + 1);

function printCall({ function: name, arguments: terms }: Extract<Term, { kind: 'call' }>): string {
  const texts = terms.map(printTerm);
  const [first] = terms;
  if (first === undefined) throw new Error(`${name} of nothing`);
  const text = within(first, ATOM);
  switch (name) {
    case 'abs':
      return `max(${texts[0]}, -${text})`;
    case 'sign':
      return `(${text} > 0 ? 1 : (${text} < 0 ? -1 : 0))`;
    case 'truncate':
      return `(${text} < 0 ? ceil(${texts[0]}) : floor(${texts[0]}))`;
    default:
      return `${name}(${texts.join(', ')})`;
  }
}

/** `a | (b & c)`: the parentheses are for human readers. */
function operand(term: Term, operator: TermOperator, least: number): string {
  const isMixed = operator === '|' && term.kind === 'binary' && term.operator === '&';
  return isMixed ? `(${printTerm(term)})` : within(term, least);
}

function within(term: Term, least: number): string {
  const text = printTerm(term);
  return levelOf(term) < least ? `(${text})` : text;
}

function levelOf(term: Term): number {
  switch (term.kind) {
    case 'choice':
      return CHOICE;
    case 'unary':
      return term.operator === '!' ? NOT : MINUS;
    case 'binary':
      return BINARY[term.operator];
    default:
      return ATOM;
  }
}

const isComparison = (operator: TermOperator): boolean =>
  BINARY[operator] === BINARY['='] || BINARY[operator] === BINARY['<'];

function numberText(value: number, type: 'int' | 'double'): string {
  const text = `${value}`;
  const isPlain = /^\d+$/.test(text);
  return isPlain && (type === 'double' || value > WHOLE_MAX) ? `${text}.0` : text;
}
