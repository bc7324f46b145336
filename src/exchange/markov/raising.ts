import type { Expression } from '../../net/expression/expression.js';
import type { Constant, Let, Place } from '../../net/net.js';
import { joined, type Origin, type Term, type TermFunction, type TermOperator } from '../guarded/term.js';
import { isLogical } from './logical.js';

/** What an expression's parts are called in the other language. */
export interface RaisedNames {
  readonly constants: readonly string[];
  readonly places: readonly string[];
  /** A term for each let: a name, or the whole of it where the language has no named expressions. */
  let(index: number): Term;
}

const MADE: Origin = { path: [] };

const COMPARISONS: ReadonlyMap<string, TermOperator> = new Map([
  ['==', '='],
  ['!=', '!='],
  ['<', '<'],
  ['<=', '<='],
  ['>', '>'],
  ['>=', '>='],
]);

type Call = Extract<Expression, { kind: 'call' }>;
type Binary = Extract<Expression, { kind: 'binary' }>;

/** Turns a net's expressions, in which truth is 0 or 1, into typed terms. */
export class Raising {
  constructor(
    private readonly net: {
      readonly constants: readonly Constant[];
      readonly places: readonly Place[];
      readonly lets: readonly Let[];
    },
    private readonly names: RaisedNames,
  ) {}

  condition(e: Expression): Term {
    switch (e.kind) {
      case 'number':
        return truth(e.value !== 0);
      case 'let':
        return this.isLogical(e) ? this.names.let(e.index) : this.notZero(e);
      case 'unary':
        return e.operator === '!'
          ? { kind: 'unary', operator: '!', operand: this.condition(e.operand), origin: MADE }
          : this.notZero(e);
      case 'binary':
        return this.binaryCondition(e);
      case 'call':
        return this.callCondition(e);
      default:
        return this.notZero(e);
    }
  }

  value(e: Expression): Term {
    if (this.isLogical(e)) return choice(this.condition(e), whole(1), whole(0));
    switch (e.kind) {
      case 'number':
        return numberTerm(e.value);
      case 'constant':
        return named(this.names.constants, e.index);
      case 'place':
        return named(this.names.places, e.index);
      case 'select':
        return this.selected(e);
      case 'let':
        return this.names.let(e.index);
      case 'unary':
        return { kind: 'unary', operator: '-', operand: this.value(e.operand), origin: MADE };
      case 'binary':
        return this.binaryValue(e);
      case 'call':
        return this.callValue(e);
    }
  }

  /** A whole number, for a variable: what is whole only by its value is rounded down to itself. */
  whole(e: Expression): Term {
    const value = this.value(e);
    return this.isWhole(e) ? value : call('floor', [value]);
  }

  /** Whether a value is a whole number by the form of its expression. */
  isWhole(e: Expression): boolean {
    if (this.isLogical(e)) return true;
    switch (e.kind) {
      case 'number':
        return Number.isSafeInteger(e.value);
      case 'constant': {
        const constant = this.net.constants[e.index];
        return constant !== undefined && this.isWhole(constant.expression);
      }
      case 'place':
      case 'select':
        return true;
      case 'let': {
        const body = this.net.lets[e.index];
        return body !== undefined && this.isWhole(body.expression);
      }
      case 'unary':
        return this.isWhole(e.operand);
      case 'binary':
        return '+-*%'.includes(e.operator) && this.isWhole(e.left) && this.isWhole(e.right);
      case 'call':
        if (e.function === 'floor' || e.function === 'ceil') return true;
        if (e.function === 'exp' || e.function === 'log') return false;
        return (e.function === 'if' ? e.arguments.slice(1) : e.arguments).every((term) => this.isWhole(term));
    }
  }

  isLogical(e: Expression): boolean {
    return isLogical(e, this.net.lets);
  }

  private notZero(e: Expression): Term {
    return operation('!=', this.value(e), whole(0));
  }

  private binaryCondition(e: Binary): Term {
    if (e.operator === '&&') return operation('&', this.condition(e.left), this.condition(e.right));
    if (e.operator === '||') return operation('|', this.condition(e.left), this.condition(e.right));
    const comparison = COMPARISONS.get(e.operator);
    if (comparison === undefined) return this.notZero(e);
    return operation(comparison, this.value(e.left), this.value(e.right));
  }

  private callCondition(e: Call): Term {
    const [first, second, third] = e.arguments;
    if (e.function === 'all' || e.function === 'any') {
      const terms = e.arguments.map((term) => this.condition(term));
      return terms.length === 0 ? truth(e.function === 'all') : joined(e.function === 'all' ? '&' : '|', terms);
    }
    const isChoice = e.function === 'if' && first && second && third && this.isLogical(e);
    if (!isChoice) return this.notZero(e);
    return choice(this.condition(first), this.condition(second), this.condition(third));
  }

  private binaryValue(e: Binary): Term {
    const [left, right] = [this.value(e.left), this.value(e.right)];
    switch (e.operator) {
      case '+':
      case '-':
      case '*':
      case '/':
        return operation(e.operator, left, right);
      case '^':
        // A power of whole numbers is whole elsewhere, and a negative exponent then an error.
        return call('pow', [operation('*', REAL_ONE, left), right]);
      case '%':
        return this.remainder(e, left, right);
      default:
        throw new Error(`the value of a condition: ${e.operator}`);
    }
  }

  /** A net's % has the sign of its left operand; `mod` is never negative. */
  private remainder(e: Binary, left: Term, right: Term): Term {
    if (!this.isWhole(e))
      return operation('-', left, operation('*', right, call('truncate', [operation('/', left, right)])));
    const size = call('abs', [right]);
    if (this.neverNegative(e.left) && this.neverNegative(e.right)) return call('mod', [left, right]);
    const below = operation('-', whole(0), call('mod', [operation('-', whole(0), left), size]));
    return choice(operation('<', left, whole(0)), below, call('mod', [left, size]));
  }

  private neverNegative(e: Expression): boolean {
    switch (e.kind) {
      case 'number':
        return e.value >= 0;
      case 'constant':
        return (this.net.constants[e.index]?.value ?? -1) >= 0;
      case 'place':
        return (this.net.places[e.index]?.min ?? -1) >= 0;
      case 'binary':
        return '+*'.includes(e.operator) && this.neverNegative(e.left) && this.neverNegative(e.right);
      default:
        return this.isLogical(e);
    }
  }

  private callValue(e: Call): Term {
    const [first, second, third] = e.arguments;
    const terms = (): Term[] => e.arguments.map((term) => this.value(term));
    switch (e.function) {
      case 'sum':
        return e.arguments.length === 0 ? whole(0) : joined('+', terms());
      case 'min':
      case 'max':
      case 'floor':
      case 'ceil':
      case 'abs':
        return call(e.function, terms());
      case 'exp':
        return call('pow', [numberTerm(Math.E), ...terms()]);
      case 'log':
        return call('log', [...terms(), numberTerm(Math.E)]);
      case 'if':
        if (first === undefined || second === undefined || third === undefined)
          throw new Error(`if of ${e.arguments.length}`);
        return choice(this.condition(first), this.value(second), this.value(third));
      default:
        throw new Error(`the value of a condition: ${e.function}`);
    }
  }

  /** `hv(at)` is the first where the subscript is 1, the second where it is 2, ... */
  private selected({ places, subscript }: Extract<Expression, { kind: 'select' }>): Term {
    const at = this.value(subscript);
    const members = places.map((place) => named(this.names.places, place));
    return members.reduceRight((others, member, position) =>
      choice(operation('=', at, whole(position + 1)), member, others),
    );
  }
}

function named(names: readonly string[], index: number): Term {
  const name = names[index];
  if (name === undefined) throw new Error(`no name ${index}: there are ${names.length}`);
  return { kind: 'name', name, origin: MADE };
}

function numberTerm(value: number): Term {
  const size: Term = {
    kind: 'number',
    value: Math.abs(value),
    type: Number.isSafeInteger(value) ? 'int' : 'double',
    origin: MADE,
  };
  return value < 0 ? { kind: 'unary', operator: '-', operand: size, origin: MADE } : size;
}

const whole = (value: number): Term => ({ kind: 'number', value, type: 'int', origin: MADE });
const REAL_ONE: Term = { kind: 'number', value: 1, type: 'double', origin: MADE };
const truth = (value: boolean): Term => ({ kind: 'truth', value, origin: MADE });
const call = (name: TermFunction, terms: readonly Term[]): Term => ({
  kind: 'call',
  function: name,
  arguments: terms,
  origin: MADE,
});
const operation = (operator: TermOperator, left: Term, right: Term): Term => ({
  kind: 'binary',
  operator,
  left,
  right,
  origin: MADE,
});
const choice = (condition: Term, yes: Term, no: Term): Term => ({ kind: 'choice', condition, yes, no, origin: MADE });
