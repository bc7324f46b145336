import type { BinaryOperator, Expression, FunctionName } from './expression.js';

/** What an expression reads. */
export interface Frame {
  /** Values of the places; safe integers. */
  readonly state: ArrayLike<number>;
  readonly constants: ArrayLike<number>;
  readonly lets: readonly { readonly expression: Expression }[];
}

/** An expression has no value in this state. */
export class EvaluationError extends Error {
  constructor(
    readonly found: string,
    readonly need: string,
  ) {
    super(`found ${found}, need ${need}`);
    this.name = 'EvaluationError';
  }
}

export type StrictOperator = Exclude<BinaryOperator, '&&' | '||'>;
export type StrictFunction = Exclude<FunctionName, 'all' | 'any' | 'if'>;

/**
 * The value of an expression: the reference that every other evaluator reproduces to the bit. Operands are evaluated left to
 * right, each once. `&&`, `||`, `all`, `any` and `if` evaluate no more than they need (`all(a, b)` is `a && b`), the rest
 * everything. Every value is a finite double: an operation without one throws an EvaluationError, so nothing is ever NaN.
 */
export function evaluate(e: Expression, frame: Frame): number {
  switch (e.kind) {
    case 'number':
      return e.value;
    case 'constant':
      return valueAt(frame.constants, e.index, 'constant');
    case 'place':
      return valueAt(frame.state, e.index, 'place');
    case 'select':
      return valueAt(frame.state, selected(e.places, evaluate(e.subscript, frame)), 'place');
    case 'let':
      return evaluate(letAt(frame.lets, e.index), frame);
    case 'unary':
      return unaryValue(e.operator, evaluate(e.operand, frame));
    case 'binary': {
      const left = evaluate(e.left, frame);
      if (e.operator === '&&') return left !== 0 && evaluate(e.right, frame) !== 0 ? 1 : 0;
      if (e.operator === '||') return left !== 0 || evaluate(e.right, frame) !== 0 ? 1 : 0;
      return binaryValue(e.operator, left, evaluate(e.right, frame));
    }
    case 'call':
      return called(e.function, e.arguments, frame);
  }
}

function called(name: FunctionName, terms: readonly Expression[], frame: Frame): number {
  switch (name) {
    case 'all':
      return terms.every((term) => evaluate(term, frame) !== 0) ? 1 : 0;
    case 'any':
      return terms.some((term) => evaluate(term, frame) !== 0) ? 1 : 0;
    case 'if': {
      const [condition, yes, no] = terms;
      if (condition === undefined || yes === undefined || no === undefined)
        throw new Error(`if of ${terms.length} terms`);
      return evaluate(evaluate(condition, frame) !== 0 ? yes : no, frame);
    }
    default:
      return callValue(
        name,
        terms.map((term) => evaluate(term, frame)),
      );
  }
}

export function unaryValue(operator: '-' | '!', value: number): number {
  if (operator === '-') return -value;
  return value === 0 ? 1 : 0;
}

/** `%` is JavaScript's remainder, with the sign of the left operand; `^` is JavaScript's `**`. */
export function binaryValue(operator: StrictOperator, left: number, right: number): number {
  switch (operator) {
    case '==':
      return left === right ? 1 : 0;
    case '!=':
      return left !== right ? 1 : 0;
    case '<':
      return left < right ? 1 : 0;
    case '<=':
      return left <= right ? 1 : 0;
    case '>':
      return left > right ? 1 : 0;
    case '>=':
      return left >= right ? 1 : 0;
    case '/':
    case '%':
      if (right === 0) throw new EvaluationError(`${left} ${operator} 0`, 'a divisor that is not 0');
      break;
  }
  const value = arithmetic(operator, left, right);
  if (!Number.isFinite(value)) throw notFinite(`${left} ${operator} ${right}`, value);
  return value;
}

function arithmetic(operator: '+' | '-' | '*' | '/' | '%' | '^', left: number, right: number): number {
  switch (operator) {
    case '+':
      return left + right;
    case '-':
      return left - right;
    case '*':
      return left * right;
    case '/':
      return left / right;
    case '%':
      return left % right;
    case '^':
      return left ** right;
  }
}

/**
 * `sum` starts with its first term and adds the others one by one (none: 0). `min` and `max` are Math.min and Math.max of
 * all terms, for which -0 is less than 0 and the order does not matter; a parser lets no empty one pass.
 */
export function callValue(name: StrictFunction, values: readonly number[]): number {
  const [first] = values;
  if (name === 'sum')
    return first === undefined ? 0 : values.slice(1).reduce((sum, term) => binaryValue('+', sum, term), first);
  if (first === undefined) throw new Error(`${name} of nothing`);
  switch (name) {
    case 'min':
      return values.reduce((least, term) => Math.min(least, term));
    case 'max':
      return values.reduce((largest, term) => Math.max(largest, term));
    case 'floor':
      return Math.floor(first);
    case 'ceil':
      return Math.ceil(first);
    case 'abs':
      return Math.abs(first);
    case 'exp': {
      const value = Math.exp(first);
      if (!Number.isFinite(value)) throw notFinite(`exp(${first})`, value);
      return value;
    }
    case 'log':
      if (!(first > 0)) throw new EvaluationError(`log(${first})`, 'the logarithm of a positive number');
      return Math.log(first);
  }
}

/** The place that a computed subscript, counted from 1, names. */
export function selected(places: readonly number[], subscript: number): number {
  const place = places[subscript - 1];
  if (place === undefined)
    throw new EvaluationError(`the subscript ${subscript}`, `a whole number in 1..${places.length}`);
  return place;
}

function notFinite(operation: string, value: number): EvaluationError {
  return new EvaluationError(`${operation} = ${value}`, 'a finite number');
}

function valueAt(values: ArrayLike<number>, index: number, what: string): number {
  const value = values[index];
  if (value === undefined) throw new Error(`no ${what} ${index}: there are ${values.length}`);
  return value;
}

function letAt(lets: Frame['lets'], index: number): Expression {
  const found = lets[index];
  if (found === undefined) throw new Error(`no let ${index}: there are ${lets.length}`);
  return found.expression;
}
