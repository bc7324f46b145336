import { operandsOf } from '../../net/expression/analyse.js';
import type { BinaryOperator, Expression, FunctionName } from '../../net/expression/expression.js';
import { simplify } from '../../net/expression/simplify.js';
import type { Law, LawParameter, Net } from '../../net/net.js';

/** The image of each place, or of each activity. */
export type Permutation = ArrayLike<number>;

/**
 * Numbers the forms of a net's expressions: two have one form when they are one tree after lets are unfolded, constants read
 * and the operands of whatever commutes put in order. Equal forms have equal values, up to the rounding of a sum's order.
 */
export class Forms {
  private readonly numbers = new Map<string, number>();
  private readonly simple = new Map<Expression, Expression>();
  private readonly constants: readonly number[];

  constructor(private readonly net: Net) {
    this.constants = net.constants.map(({ value }) => value);
  }

  /** Gives expressions their forms once every place in them is replaced by its image. */
  under(places: Permutation): Renamed {
    return new Renamed(this, places);
  }

  /** The number of a form that is written so; equal texts have equal numbers. */
  number(text: string): number {
    const known = this.numbers.get(text);
    if (known !== undefined) return known;
    this.numbers.set(text, this.numbers.size);
    return this.numbers.size - 1;
  }

  simplified(expression: Expression): Expression {
    const known = this.simple.get(expression);
    if (known !== undefined) return known;
    const simple = simplify(expression, new Map(), this.net.lets, this.constants);
    this.simple.set(expression, simple);
    return simple;
  }

  constant(index: number): number {
    const value = this.constants[index];
    if (value === undefined) throw new RangeError(`constant ${index} of ${this.constants.length}`);
    return value;
  }

  let(index: number): Expression {
    const found = this.net.lets[index];
    if (found === undefined) throw new RangeError(`let ${index} of ${this.net.lets.length}`);
    return found.expression;
  }
}

/** The forms of expressions under one renaming of the places. */
export class Renamed {
  private readonly lets = new Map<number, number>();

  constructor(
    private readonly forms: Forms,
    private readonly places: Permutation,
  ) {}

  place(index: number): number {
    const image = this.places[index];
    if (image === undefined) throw new RangeError(`place ${index} of ${this.places.length}`);
    return image;
  }

  /** The form of an expression of the net. */
  of(expression: Expression): number {
    return this.form(this.forms.simplified(expression));
  }

  law({ distribution, form, parameters }: Law): string {
    return `${distribution.name} ${form}(${parameters.map((parameter) => this.parameter(parameter)).join(';')})`;
  }

  private parameter(parameter: LawParameter | readonly [Expression, Expression, Expression]): string {
    if ('distribution' in parameter) return this.law(parameter);
    if ('kind' in parameter) return `${this.of(parameter)}`;
    return `[${parameter.map((entry) => this.parameter(entry)).join(';')}]`;
  }

  private form(e: Expression): number {
    switch (e.kind) {
      case 'number':
        return this.value(e.value);
      case 'constant':
        return this.value(this.forms.constant(e.index));
      case 'place':
        return this.forms.number(`place ${this.place(e.index)}`);
      case 'select': {
        const places = e.places.map((index) => this.place(index));
        return this.forms.number(`select ${places.join()} ${this.form(e.subscript)}`);
      }
      case 'let':
        return this.let(e.index);
      case 'unary':
        return this.forms.number(`${e.operator} ${this.form(e.operand)}`);
      case 'binary':
        return this.binary(e.operator, e.left, e.right);
      case 'call':
        return this.call(e.function, e.arguments);
    }
  }

  private value(value: number): number {
    return this.forms.number(`number ${Object.is(value, -0) ? '-0' : value}`);
  }

  private let(index: number): number {
    const known = this.lets.get(index);
    if (known !== undefined) return known;
    const form = this.of(this.forms.let(index));
    this.lets.set(index, form);
    return form;
  }

  private binary(operator: BinaryOperator, left: Expression, right: Expression): number {
    const commuting = COMMUTING[operator];
    if (commuting !== undefined) return this.inAnyOrder(commuting, [left, right]);
    const [a, b] = [this.form(left), this.form(right)];
    if (operator === '>') return this.forms.number(`< ${b} ${a}`);
    if (operator === '>=') return this.forms.number(`<= ${b} ${a}`);
    return this.forms.number(`${operator} ${a} ${b}`);
  }

  private call(name: FunctionName, terms: readonly Expression[]): number {
    if (ORDERED.has(name)) return this.forms.number(`${name} ${terms.map((term) => this.form(term)).join(' ')}`);
    return this.inAnyOrder(name, terms);
  }

  /** Operands of the same operation below it are its own: a && (b && c) is one list. */
  private inAnyOrder(name: string, terms: readonly Expression[]): number {
    const operands: number[] = [];
    const pending = [...terms];
    for (let term = pending.pop(); term !== undefined; term = pending.pop()) {
      const below = nameOf(term) === name && ASSOCIATIVE.has(name);
      if (below) pending.push(...operandsOf(term));
      else operands.push(this.form(term));
    }
    return this.forms.number(`${name} ${operands.sort((a, b) => a - b).join(' ')}`);
  }
}

const COMMUTING: Partial<Record<BinaryOperator, string>> = {
  '+': 'sum',
  '*': '*',
  '&&': 'all',
  '||': 'any',
  '==': '==',
  '!=': '!=',
};

const ORDERED: ReadonlySet<FunctionName> = new Set(['if', 'floor', 'ceil', 'abs', 'exp', 'log']);

const ASSOCIATIVE: ReadonlySet<string> = new Set(['sum', '*', 'all', 'any', 'min', 'max']);

function nameOf(e: Expression): string | undefined {
  if (e.kind === 'binary') return COMMUTING[e.operator];
  return e.kind === 'call' && !ORDERED.has(e.function) ? e.function : undefined;
}
