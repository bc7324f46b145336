import { durationUnit } from '../../config/duration.js';
import { ExpressionError } from './syntax.js';

/** The smallest pieces of an expression's text. */
export interface Token {
  readonly kind: 'number' | 'name' | 'symbol' | 'end';
  readonly text: string;
  readonly at: number;
}

const SPACE = /\s*/y;
const NUMBER = /(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?/y;
const NAME = /[A-Za-z][A-Za-z0-9_]*(?:\.[A-Za-z0-9_]+)*/y;
const WORD = /[A-Za-z_][A-Za-z0-9_]*/y;
const SYMBOL = /&&|\|\||==|!=|<=|>=|[<>+\-*/%^!(),]/y;

/** Other languages' operators, longest first, and what they are called here. */
const FOREIGN: readonly (readonly [string, string])[] = [
  ['===', "'=='"],
  ['!==', "'!='"],
  ['**', "'^' for a power"],
  ['<>', "'!='"],
  ['=<', "'<='"],
  ['=>', "'>='"],
];
const FOREIGN_CHARACTER: ReadonlyMap<string, string> = new Map([
  ['=', "'==' to compare"],
  ['&', "'&&'"],
  ['|', "'||'"],
  ['?', 'if(condition, a, b)'],
  ['_', 'a name that begins with a letter'],
  ['"', 'an expression without quotes'],
  ["'", 'an expression without quotes'],
  ['[', "'(' for a subscript"],
]);

/** The token at `offset` or after the space that begins there. */
export function tokenAt(text: string, offset: number): Token {
  const at = offset + match(SPACE, text, offset).length;
  if (at >= text.length) return { kind: 'end', text: '', at };
  const digits = match(NUMBER, text, at);
  if (digits !== '') return number(text, at, digits);
  const name = match(NAME, text, at);
  if (name !== '') return { kind: 'name', text: name, at };
  const foreign = FOREIGN.find(([spelling]) => text.startsWith(spelling, at));
  if (foreign !== undefined) throw new ExpressionError(`'${foreign[0]}'`, foreign[1], at);
  const symbol = match(SYMBOL, text, at);
  if (symbol !== '') return { kind: 'symbol', text: symbol, at };
  throw character(text, at);
}

/** `2x`, `0x10`, `1_000` and `1e` are one mistake, not two tokens; `5min` is a number and its unit. */
function number(text: string, at: number, digits: string): Token {
  const word = match(WORD, text, at + digits.length);
  if (word !== '' && durationUnit(word) === undefined) {
    throw new ExpressionError(`'${digits}${word}'`, 'a decimal number, which only a unit of time may follow', at);
  }
  if (!Number.isFinite(Number(digits))) throw new ExpressionError(`'${digits}'`, 'a number below 1.8e308', at);
  return { kind: 'number', text: digits, at };
}

function character(text: string, at: number): ExpressionError {
  const found = String.fromCodePoint(text.codePointAt(at) ?? 0);
  const word = match(WORD, text, at);
  return new ExpressionError(
    `'${word === '' ? found : word}'`,
    FOREIGN_CHARACTER.get(found) ?? 'a number, a name or an operator',
    at,
  );
}

function match(pattern: RegExp, text: string, offset: number): string {
  pattern.lastIndex = offset;
  return pattern.exec(text)?.[0] ?? '';
}
