import type { Place } from '../net.js';
import { bodyOf, type Lets } from './analyse.js';
import type { Expression } from './expression.js';

/**
 * A bound on the absolute value of an expression in every state, or undefined when its evaluation may fail in some state: a
 * number means that it never does. Rounding is monotone, so bounds are computed with the operations they bound. A constant
 * whose value is not given may be any double.
 */
export function magnitude(e: Expression, lets: Lets, constants?: ArrayLike<number>): number | undefined {
  return new Bounds(lets, constants).of(e);
}

/** Remembers the bound of each let, which many expressions may read. */
export class Bounds {
  private readonly ofLets = new Map<number, number | undefined>();

  constructor(
    private readonly lets: Lets,
    private readonly constants?: ArrayLike<number>,
    /** With them, a read whose subscript is a place that is always in range is known not to fail. */
    private readonly places?: readonly Place[],
  ) {}

  of(e: Expression): number | undefined {
    const bound = this.raw(e);
    return bound === undefined || !Number.isFinite(bound) ? undefined : bound;
  }

  private raw(e: Expression): number | undefined {
    switch (e.kind) {
      case 'number':
        return Math.abs(e.value);
      case 'constant':
        return Math.abs(this.constants?.[e.index] ?? Number.MAX_VALUE);
      case 'place':
        return Number.MAX_SAFE_INTEGER;
      case 'select':
        return isSureSelection(e, this.places) ? Number.MAX_SAFE_INTEGER : undefined;
      case 'let':
        return this.ofLet(e.index);
      case 'unary':
        return e.operator === '!' ? this.logic([e.operand]) : this.of(e.operand);
      case 'binary':
        return this.ofBinary(e);
      case 'call':
        return this.ofCall(e);
    }
  }

  private ofLet(index: number): number | undefined {
    if (!this.ofLets.has(index)) this.ofLets.set(index, this.of(bodyOf(index, this.lets)));
    return this.ofLets.get(index);
  }

  private ofBinary(e: Expression & { kind: 'binary' }): number | undefined {
    const left = this.of(e.left);
    const right = this.of(e.right);
    if (left === undefined || right === undefined) return undefined;
    switch (e.operator) {
      case '+':
      case '-':
        return left + right;
      case '*':
        return left * right;
      case '/': {
        const divisor = this.known(e.right);
        return divisor === undefined ? undefined : left / Math.abs(divisor);
      }
      case '%':
        return this.known(e.right) === 0 || this.known(e.right) === undefined ? undefined : Math.min(left, right);
      case '^':
        return undefined;
      default:
        return 1;
    }
  }

  private ofCall(e: Expression & { kind: 'call' }): number | undefined {
    const bounds = e.arguments.map((term) => this.of(term));
    const terms = bounds.filter((bound) => bound !== undefined);
    if (terms.length < bounds.length) return undefined;
    const largest = Math.max(0, ...terms);
    switch (e.function) {
      case 'sum':
        return terms.reduce((sum, term) => sum + term, 0);
      case 'all':
      case 'any':
        return 1;
      case 'floor':
      case 'ceil':
        return Math.ceil(largest);
      case 'exp':
        // exp(709.78) is the largest double; 2 covers an exp that is not quite monotone.
        return 2 * Math.exp(largest);
      case 'log':
        return undefined;
      default:
        return largest;
    }
  }

  private logic(terms: readonly Expression[]): number | undefined {
    return terms.every((term) => this.of(term) !== undefined) ? 1 : undefined;
  }

  private known(e: Expression): number | undefined {
    if (e.kind === 'number') return e.value;
    return e.kind === 'constant' ? this.constants?.[e.index] : undefined;
  }
}

/** Whether a computed read finds its place in every state: its subscript is a place of which every legal value is one. */
export function isSureSelection(
  { places, subscript }: Expression & { kind: 'select' },
  all: readonly Place[] | undefined,
): boolean {
  const place = subscript.kind === 'place' ? all?.[subscript.index] : undefined;
  return place !== undefined && place.min >= 1 && place.max <= places.length;
}
