import { placesRead } from '../../net/expression/analyse.js';
import { type Expression, number } from '../../net/expression/expression.js';
import type { Let, Place } from '../../net/net.js';

/**
 * Sums over many places, `sum(vm(*) == up)`, become counters that a write adjusts, instead of being summed again at every event. A counter
 * is read like a place, so it gets an index beyond the places; its values are integers, hence exact in any order of summation, and
 * small enough for the 32 bits in which places are kept.
 */
export interface Counter {
  readonly index: number;
  /** The terms, by the single place each of them reads. */
  readonly terms: ReadonlyMap<number, Expression>;
}

/** Fewer terms than this are summed where they are needed. */
const termsMin = 4;

export class Counters {
  readonly all: Counter[] = [];
  private readonly known = new Map<string, Counter>();
  private readonly byPlace = new Map<number, Counter[]>();
  private readonly ofCalls = new Map<Expression, Expression | undefined>();

  private isClosed = false;

  constructor(private readonly places: readonly Place[]) {}

  /** From here on there are no new counters: code that writes places adjusts those that it knows. */
  close(): void {
    this.isClosed = true;
  }

  /** Counters that a write to the place adjusts. */
  adjustedBy(place: number): readonly Counter[] {
    return this.byPlace.get(place) ?? [];
  }

  /** The expression with its sums read from counters. */
  in(expression: Expression): Expression {
    switch (expression.kind) {
      case 'number':
      case 'constant':
      case 'place':
      case 'let':
        return expression;
      case 'select':
        return { ...expression, subscript: this.in(expression.subscript) };
      case 'unary':
        return { ...expression, operand: this.in(expression.operand) };
      case 'binary':
        return { ...expression, left: this.in(expression.left), right: this.in(expression.right) };
      case 'call':
        return (
          this.counted(expression) ?? { ...expression, arguments: expression.arguments.map((item) => this.in(item)) }
        );
    }
  }

  inLets(lets: readonly Let[]): Let[] {
    return lets.map(({ name, expression }) => ({ name, expression: this.in(expression) }));
  }

  private counted(call: Expression & { kind: 'call' }): Expression | undefined {
    if (call.arguments.length < termsMin) return undefined;
    if (!this.ofCalls.has(call)) this.ofCalls.set(call, this.countedNew(call));
    return this.ofCalls.get(call);
  }

  private countedNew({ function: name, arguments: terms }: Expression & { kind: 'call' }): Expression | undefined {
    if (name === 'sum') return terms.every(isInteger) ? this.counter(terms) : undefined;
    if (name !== 'all' && name !== 'any') return undefined;
    if (!terms.every(isLogical)) return undefined;
    const counter = this.counter(terms);
    if (counter === undefined) return undefined;
    return name === 'any'
      ? { kind: 'binary', operator: '!=', left: counter, right: number(0) }
      : { kind: 'binary', operator: '==', left: counter, right: number(terms.length) };
  }

  private counter(terms: readonly Expression[]): Expression | undefined {
    const byPlace = new Map<number, Expression>();
    for (const term of terms) {
      const [place, ...others] = placesRead(term, []);
      if (place === undefined || others.length > 0 || byPlace.has(place)) return undefined;
      byPlace.set(place, term);
    }
    if (!this.isSmall(terms)) return undefined;
    const key = JSON.stringify(terms);
    let counter = this.known.get(key);
    if (counter === undefined) {
      if (this.isClosed) throw new Error(`a sum that nobody announced: ${key}`);
      counter = { index: this.places.length + this.all.length, terms: byPlace };
      this.all.push(counter);
      this.known.set(key, counter);
      for (const place of byPlace.keys()) this.byPlace.set(place, [...this.adjustedBy(place), counter]);
    }
    return { kind: 'place', index: counter.index };
  }

  private isSmall(terms: readonly Expression[]): boolean {
    const largest = (term: Expression): number => {
      if (term.kind !== 'place') return 1;
      const { min, max } = this.places[term.index] as Place;
      return Math.max(-min, max);
    };
    return terms.reduce((sum, term) => sum + largest(term), 0) < 2 ** 31;
  }
}

/** Whether the expression, over places and literals alone, is an integer in every state. */
function isInteger(expression: Expression): boolean {
  return expression.kind === 'place' || isLogical(expression);
}

/** Whether it is a truth value over places and literals alone; such expressions never fail. */
export function isLogical(expression: Expression): boolean {
  if (expression.kind === 'unary') return expression.operator === '!' && isLogical(expression.operand);
  if (expression.kind !== 'binary') return false;
  const { operator, left, right } = expression;
  if (operator === '&&' || operator === '||') return isLogical(left) && isLogical(right);
  const comparison = ['==', '!=', '<', '<=', '>', '>='].includes(operator);
  const simple = (side: Expression): boolean => side.kind === 'place' || side.kind === 'number';
  return comparison && simple(left) && simple(right);
}
