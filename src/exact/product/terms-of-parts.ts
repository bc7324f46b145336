import { isConstant, operandsOf, placesRead } from '../../net/expression/analyse.js';
import { EvaluationError, evaluate } from '../../net/expression/evaluate.js';
import { type Expression, type FunctionName, number } from '../../net/expression/expression.js';
import type { Net } from '../../net/net.js';
import type { Relevant } from '../explore/relevant.js';
import { NotApart } from './not-apart.js';

/** A piece of an expression that reads the places of one part only. */
export interface Term {
  readonly part: number;
  readonly expression: Expression;
}

/** An expression over terms: a place of `tree` is the index of a term. The tree reads neither lets nor constants. */
export interface Divided {
  readonly tree: Expression;
  readonly terms: readonly Term[];
}

/** Divides expressions of a net into terms of its independent parts, each as large as can be. */
export class Divider {
  private readonly partOf: ReadonlyMap<number, number>;
  private readonly constants: readonly number[];
  private readonly initial: readonly number[];
  private readonly known = new WeakMap<Expression, ReadonlySet<number>>();

  constructor(
    private readonly net: Net,
    parts: readonly Relevant[],
  ) {
    this.partOf = new Map(parts.flatMap(({ places }, part) => [...places].map((place) => [place, part] as const)));
    this.constants = net.constants.map(({ value }) => value);
    this.initial = net.places.map(({ initial }) => initial);
  }

  /** The parts that an expression reads. */
  partsRead(e: Expression): ReadonlySet<number> {
    const known = this.known.get(e);
    if (known !== undefined) return known;
    const parts = new Set<number>();
    for (const place of placesRead(e, this.net.lets)) {
      const part = this.partOf.get(place);
      if (part !== undefined) parts.add(part);
    }
    this.known.set(e, parts);
    return parts;
  }

  /** The value of an expression that reads no part. */
  constant(e: Expression): number {
    try {
      return evaluate(e, { state: this.initial, constants: this.constants, lets: this.net.lets });
    } catch (problem) {
      if (problem instanceof EvaluationError) throw new NotApart(problem.message);
      throw problem;
    }
  }

  /** What an expression adds up, each addend times a constant: `(a + b) / 2` is a and b, each times 1/2. */
  addends(e: Expression, factor = 1): { readonly expression: Expression; readonly factor: number }[] {
    const expression = this.opened(e);
    if (expression.kind === 'call' && expression.function === 'sum') {
      return expression.arguments.flatMap((term) => this.addends(term, factor));
    }
    if (expression.kind === 'binary') {
      const { operator, left, right } = expression;
      if (operator === '+') return [left, right].flatMap((term) => this.addends(term, factor));
      const [leftParts, rightParts] = [this.partsRead(left), this.partsRead(right)];
      if (operator === '*' && leftParts.size === 0) return this.addends(right, factor * this.constant(left));
      if (operator === '*' && rightParts.size === 0) return this.addends(left, factor * this.constant(right));
      if (operator === '/' && rightParts.size === 0 && this.constant(right) !== 0) {
        return this.addends(left, factor / this.constant(right));
      }
    }
    return [{ expression, factor }];
  }

  divided(e: Expression): Divided {
    const terms: Term[] = [];
    const numbers = new Map<string, number>();
    const term = (part: number, expression: Expression): Expression => {
      const key = JSON.stringify(expression);
      const index = numbers.get(key) ?? terms.push({ part, expression }) - 1;
      numbers.set(key, index);
      const read: Expression = { kind: 'place', index };
      return this.isTruth(expression) ? { kind: 'binary', operator: '!=', left: read, right: number(0) } : read;
    };
    return { tree: this.reduced(e, term), terms };
  }

  private reduced(e: Expression, term: (part: number, e: Expression) => Expression): Expression {
    const [part, another] = this.partsRead(e);
    if (part === undefined) return number(this.constant(e));
    if (another === undefined) return term(part, e);
    const reduced = (operand: Expression): Expression => this.reduced(operand, term);
    const opened = this.opened(e);
    switch (opened.kind) {
      case 'unary':
        return { ...opened, operand: reduced(opened.operand) };
      case 'binary': {
        const name = GATHERED.get(opened.operator);
        if (name !== undefined) return this.gathered(name, this.chain(opened, opened.operator), reduced);
        return { ...opened, left: reduced(opened.left), right: reduced(opened.right) };
      }
      case 'call': {
        if (['all', 'any', 'min', 'max', 'sum'].includes(opened.function)) {
          return this.gathered(opened.function, opened.arguments, reduced);
        }
        return { ...opened, arguments: opened.arguments.map(reduced) };
      }
      default:
        throw new NotApart('a computed index reaches from one part into others');
    }
  }

  /** Operands of one part become one term of it, where their order makes no difference. */
  private gathered(
    name: FunctionName,
    operands: readonly Expression[],
    reduced: (operand: Expression) => Expression,
  ): Expression {
    const inAnyOrder = name !== 'sum' || operands.every((operand) => this.isWhole(operand));
    if (!inAnyOrder) return { kind: 'call', function: name, arguments: operands.map(reduced) };
    const ofParts = new Map<number, Expression[]>();
    const others: Expression[] = [];
    for (const operand of operands) {
      const [part, another] = this.partsRead(operand);
      if (part === undefined || another !== undefined) others.push(operand);
      else ofParts.set(part, [...(ofParts.get(part) ?? []), operand]);
    }
    const joined = [...ofParts.values()].map((list): Expression => {
      const [only, second] = list;
      return only !== undefined && second === undefined ? only : { kind: 'call', function: name, arguments: list };
    });
    const all = [...joined, ...others].map(reduced);
    return { kind: 'call', function: name, arguments: all };
  }

  /** The operands of `a + b + c`, which are added from left to right, or of `a && b && c`. */
  private chain(e: Expression, operator: string): Expression[] {
    if (e.kind !== 'binary' || e.operator !== operator) return [e];
    const right = operator === '+' ? [e.right] : this.chain(this.opened(e.right), operator);
    return [...this.chain(this.opened(e.left), operator), ...right];
  }

  private opened(e: Expression): Expression {
    let opened = e;
    while (opened.kind === 'let') {
      const found = this.net.lets[opened.index];
      if (found === undefined) throw new RangeError(`let ${opened.index} of ${this.net.lets.length}`);
      opened = found.expression;
    }
    return opened;
  }

  /** Whether the value is 0 or 1, as can be seen at once. */
  private isTruth(e: Expression): boolean {
    const opened = this.opened(e);
    if (opened.kind === 'binary') return !['+', '-', '*', '/', '%', '^'].includes(opened.operator);
    if (opened.kind === 'call') return opened.function === 'all' || opened.function === 'any';
    return opened.kind === 'unary' && opened.operator === '!';
  }

  /** Whether the value is a whole number, so that sums are exact in any order. */
  private isWhole(e: Expression): boolean {
    const opened = this.opened(e);
    if (this.isTruth(opened) || opened.kind === 'place' || opened.kind === 'select') return true;
    if (opened.kind === 'call' && opened.function === 'if') {
      return operandsOf(opened)
        .slice(1)
        .every((branch) => this.isWhole(branch));
    }
    if (isConstant(opened, this.net.lets)) return Number.isSafeInteger(this.constant(opened));
    const kept =
      (opened.kind === 'binary' && ['+', '-', '*'].includes(opened.operator)) ||
      (opened.kind === 'call' && ['sum', 'min', 'max'].includes(opened.function));
    return kept && operandsOf(opened).every((operand) => this.isWhole(operand));
  }
}

const GATHERED: ReadonlyMap<string, FunctionName> = new Map([
  ['&&', 'all'],
  ['||', 'any'],
  ['+', 'sum'],
]);
