import type { Term, TermFunction, TermOperator } from './term.js';

type Value = number | boolean;

/** The value of a term, given those of its names; undefined when a name has none, or the term is not well typed. */
export function evaluateTerm(term: Term, known: (name: string) => Value | undefined): Value | undefined {
  const inside = (part: Term): Value | undefined => evaluateTerm(part, known);
  switch (term.kind) {
    case 'number':
    case 'truth':
      return term.value;
    case 'name':
      return known(term.name);
    case 'label':
      return undefined;
    case 'unary': {
      const value = inside(term.operand);
      if (term.operator === '!') return typeof value === 'boolean' ? !value : undefined;
      return typeof value === 'number' ? -value : undefined;
    }
    case 'binary':
      return binary(term.operator, inside(term.left), inside(term.right));
    case 'choice': {
      const condition = inside(term.condition);
      return typeof condition === 'boolean' ? inside(condition ? term.yes : term.no) : undefined;
    }
    case 'call': {
      const values = term.arguments.map(inside);
      return values.every((value) => typeof value === 'number') ? call(term.function, values) : undefined;
    }
  }
}

function binary(operator: TermOperator, left: Value | undefined, right: Value | undefined): Value | undefined {
  if (operator === '=' || operator === '!=') {
    return left === undefined || right === undefined ? undefined : (left === right) === (operator === '=');
  }
  if (typeof left === 'boolean' && typeof right === 'boolean') return logic(operator, left, right);
  return typeof left === 'number' && typeof right === 'number' ? arithmetic(operator, left, right) : undefined;
}

function logic(operator: TermOperator, left: boolean, right: boolean): boolean | undefined {
  switch (operator) {
    case '&':
      return left && right;
    case '|':
      return left || right;
    case '=>':
      return !left || right;
    case '<=>':
      return left === right;
    default:
      return undefined;
  }
}

function arithmetic(operator: TermOperator, left: number, right: number): Value | undefined {
  switch (operator) {
    case '+':
      return left + right;
    case '-':
      return left - right;
    case '*':
      return left * right;
    case '/':
      return left / right;
    case '<':
      return left < right;
    case '<=':
      return left <= right;
    case '>':
      return left > right;
    case '>=':
      return left >= right;
    default:
      return undefined;
  }
}

function call(name: TermFunction, values: readonly number[]): number {
  const [first = Number.NaN, second = Number.NaN] = values;
  switch (name) {
    case 'min':
      return Math.min(...values);
    case 'max':
      return Math.max(...values);
    case 'floor':
      return Math.floor(first);
    case 'ceil':
      return Math.ceil(first);
    case 'round':
      return Math.floor(first + 0.5);
    case 'abs':
      return Math.abs(first);
    case 'sign':
      return Math.sign(first);
    case 'truncate':
      return Math.trunc(first);
    case 'pow':
      return first ** second;
    case 'mod':
      return ((first % second) + second) % second;
    case 'log':
      return Math.log(first) / Math.log(second);
  }
}
