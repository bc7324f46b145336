import {
  binaryValue,
  callValue,
  EvaluationError,
  type StrictFunction,
  type StrictOperator,
  selected,
  unaryValue,
} from '../../net/expression/evaluate.js';
import type { Expression, FunctionName } from '../../net/expression/expression.js';
import type { Net } from '../../net/net.js';
import { type Dual, dualOf, fixed, parameterDual, type Slope } from './dual.js';

/**
 * Evaluates the expressions of a net in dual numbers: the values are those of `evaluate`, the slopes derivatives to some of
 * the constants. A comparison has slope 0. Where a derivative does not exist (the two sides of a `max` are equal, say) the
 * parameters it would be taken to are noted in `edges`.
 */
export class DualEvaluator {
  /** 1 for a parameter at whose value something has no derivative. */
  readonly edges: Uint8Array;
  private readonly constants: readonly Dual[];

  constructor(
    private readonly net: Net,
    /** Indices of the constants that are parameters; derived constants follow. */
    readonly parameters: readonly number[],
  ) {
    this.edges = new Uint8Array(parameters.length);
    const constants: Dual[] = [];
    this.constants = constants;
    for (const [index, { expression, value }] of net.constants.entries()) {
      const parameter = parameters.indexOf(index);
      const dual = parameter < 0 ? this.evaluate(expression, []) : parameterDual(value, parameter, parameters.length);
      constants.push({ ...dual, value });
    }
  }

  evaluate(e: Expression, state: ArrayLike<number>): Dual {
    switch (e.kind) {
      case 'number':
        return fixed(e.value);
      case 'constant':
        return at(this.constants, e.index, 'constant');
      case 'place':
        return fixed(state[e.index] as number);
      case 'select':
        return fixed(state[selected(e.places, this.evaluate(e.subscript, state).value)] as number);
      case 'let':
        return this.evaluate(at(this.net.lets, e.index, 'let').expression, state);
      case 'unary': {
        const operand = this.evaluate(e.operand, state);
        const value = unaryValue(e.operator, operand.value);
        return e.operator === '-' ? dualOf(value, [-1, operand]) : fixed(value);
      }
      case 'binary': {
        const left = this.evaluate(e.left, state);
        if (e.operator === '&&') return fixed(left.value !== 0 && this.isTrue(e.right, state) ? 1 : 0);
        if (e.operator === '||') return fixed(left.value !== 0 || this.isTrue(e.right, state) ? 1 : 0);
        return this.binary(e.operator, left, this.evaluate(e.right, state));
      }
      case 'call':
        return this.call(e.function, e.arguments, state);
    }
  }

  /** Notes that something has no derivative along this slope. */
  edge(slope: Slope): void {
    slope?.forEach((derivative, k) => {
      if (derivative !== 0) this.edges[k] = 1;
    });
  }

  /** Whether a weight is not 0. One of 0 that depends on a parameter is at the edge: beyond it something new would happen. */
  happens({ value, slope }: Dual): boolean {
    if (value === 0) this.edge(slope);
    return value !== 0;
  }

  private isTrue(e: Expression, state: ArrayLike<number>): boolean {
    return this.evaluate(e, state).value !== 0;
  }

  private binary(operator: StrictOperator, a: Dual, b: Dual): Dual {
    const value = binaryValue(operator, a.value, b.value);
    if (a.slope === undefined && b.slope === undefined) return fixed(value);
    switch (operator) {
      case '+':
        return dualOf(value, [1, a], [1, b]);
      case '-':
        return dualOf(value, [1, a], [-1, b]);
      case '*':
        return dualOf(value, [b.value, a], [a.value, b]);
      case '/':
        return dualOf(value, [1 / b.value, a], [-value / b.value, b]);
      case '%':
        return dualOf(value, [1, a], [-Math.trunc(a.value / b.value), b]);
      case '^':
        return this.power(value, a, b);
      default:
        return fixed(value);
    }
  }

  /** d(a^b) = b a^(b-1) da + a^b log(a) db */
  private power(value: number, a: Dual, b: Dual): Dual {
    const base = a.slope === undefined ? 0 : b.value * a.value ** (b.value - 1);
    const exponent = b.slope === undefined ? 0 : value * Math.log(a.value);
    if (!Number.isFinite(base)) this.edge(a.slope);
    if (!Number.isFinite(exponent)) this.edge(b.slope);
    return dualOf(value, [Number.isFinite(base) ? base : 0, a], [Number.isFinite(exponent) ? exponent : 0, b]);
  }

  private call(name: FunctionName, terms: readonly Expression[], state: ArrayLike<number>): Dual {
    switch (name) {
      case 'all':
        return fixed(terms.every((term) => this.isTrue(term, state)) ? 1 : 0);
      case 'any':
        return fixed(terms.some((term) => this.isTrue(term, state)) ? 1 : 0);
      case 'if': {
        const [condition, yes, no] = terms;
        if (condition === undefined || yes === undefined || no === undefined) throw new Error(`if of ${terms.length}`);
        return this.evaluate(this.isTrue(condition, state) ? yes : no, state);
      }
      default:
        return this.strict(
          name,
          terms.map((term) => this.evaluate(term, state)),
        );
    }
  }

  private strict(name: StrictFunction, terms: readonly Dual[]): Dual {
    const value = callValue(
      name,
      terms.map((term) => term.value),
    );
    const [first] = terms;
    if (first === undefined || terms.every(({ slope }) => slope === undefined)) return fixed(value);
    switch (name) {
      case 'sum':
        return dualOf(value, ...terms.map((term) => [1, term] as const));
      case 'min':
      case 'max':
        return this.chosen(
          value,
          terms.filter((term) => term.value === value),
        );
      case 'abs':
        if (first.value === 0) this.edge(first.slope);
        return dualOf(value, [Math.sign(first.value), first]);
      case 'exp':
        return dualOf(value, [value, first]);
      case 'log':
        return dualOf(value, [1 / first.value, first]);
      case 'floor':
      case 'ceil':
        return fixed(value);
    }
  }

  /** The slope of what a `min` or `max` took; several at once must agree. */
  private chosen(value: number, taken: readonly Dual[]): Dual {
    const [first, ...others] = taken;
    if (first === undefined) throw new EvaluationError(`${value}`, 'one of the terms');
    for (const other of others) this.edge(dualOf(0, [1, first], [-1, other]).slope);
    return { value, slope: first.slope };
  }
}

function at<Item>(items: readonly Item[], index: number, what: string): Item {
  const item = items[index];
  if (item === undefined) throw new Error(`no ${what} ${index}: there are ${items.length}`);
  return item;
}
