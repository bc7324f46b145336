import { isConstant } from '../../net/expression/analyse.js';
import { type Expression, number } from '../../net/expression/expression.js';
import { Bounds, isSureSelection } from '../../net/expression/magnitude.js';
import type { Let, Place } from '../../net/net.js';
import { isLogical } from './counters.js';
import { mark, type Tables } from './marks.js';
import { valueIfAny } from './value-if-any.js';

/**
 * Expressions as JavaScript, generated from the tree alone: names that a user wrote never reach the code. What can fail
 * (division, powers, logarithms, computed reads) goes through the functions that the interpreter uses, and a sum, difference or
 * product that may overflow is checked.
 *
 * `structural` code writes constants as literals; `numeric` code reads subexpressions without places from `parameters`, so that one
 * compilation serves every value of them.
 */
export class Emitter {
  private readonly bounds: Bounds;

  constructor(
    private readonly lets: readonly Let[],
    private readonly constants: ArrayLike<number>,
    private readonly tables: Tables,
    private readonly places: readonly Place[],
    /** Index of the parameter that holds a place-free expression; absent: structural code. */
    private readonly parameter?: (expression: Expression) => number,
  ) {
    this.bounds = new Bounds(lets, constants, places);
  }

  number(expression: Expression): string {
    const parameter = this.parameterOf(expression);
    if (parameter !== undefined) return parameter;
    if (!isArithmetic(expression)) return this.unchecked(expression);
    return this.bounds.of(expression) === undefined
      ? `finite(${this.unchecked(expression)})`
      : this.unchecked(expression);
  }

  private parameterOf(expression: Expression): string | undefined {
    if (this.parameter === undefined || !isConstant(expression, this.lets)) return undefined;
    const frame = { state: [], constants: this.constants, lets: this.lets };
    return valueIfAny(expression, frame) === undefined ? undefined : `parameters[${mark(this.parameter(expression))}]`;
  }

  /** An operand of an operation that passes on what is not finite, and is checked itself where need be. */
  private operand(expression: Expression): string {
    return this.parameterOf(expression) ?? this.unchecked(expression);
  }

  private unchecked(expression: Expression): string {
    switch (expression.kind) {
      case 'number':
        return literal(expression.value);
      case 'constant':
        return literal(this.constants[expression.index] as number);
      case 'place':
        return `state[${mark(expression.index)}]`;
      case 'select': {
        const subscript = this.number(expression.subscript);
        if (isSureSelection(expression, this.places)) return `state[${this.placeAt(expression.places, subscript)}]`;
        return `state[selected(tables[${mark(this.tables.add(expression.places))}], ${subscript})]`;
      }
      case 'let':
        return this.number((this.lets[expression.index] as Let).expression);
      case 'unary':
        return expression.operator === '-' ? `(-${this.operand(expression.operand)})` : this.asNumber(expression);
      case 'binary':
        return this.binary(expression);
      case 'call':
        return this.call(expression);
    }
  }

  logical(expression: Expression): string {
    switch (expression.kind) {
      case 'number':
        return expression.value === 0 ? 'false' : 'true';
      case 'let':
        return this.logical((this.lets[expression.index] as Let).expression);
      case 'unary':
        if (expression.operator === '!') return `!${this.logical(expression.operand)}`;
        break;
      case 'binary': {
        const { operator, left, right } = expression;
        if (operator === '||') return `(${this.alternatives(expression).join(' || ')})`;
        if (operator === '&&') return `(${this.logical(left)} && ${this.logical(right)})`;
        const some = someOrAll(expression);
        if (some !== undefined) return this.logical(some);
        const comparison = comparisons.get(operator);
        if (comparison !== undefined) return `(${this.number(left)} ${comparison} ${this.number(right)})`;
        break;
      }
      case 'call': {
        const { function: name, arguments: items } = expression;
        if (name === 'all')
          return items.length === 0 ? 'true' : `(${items.map((item) => this.logical(item)).join(' && ')})`;
        if (name === 'any')
          return items.length === 0 ? 'false' : `(${items.map((item) => this.logical(item)).join(' || ')})`;
        break;
      }
    }
    return `(${this.number(expression)} !== 0)`;
  }

  /** What of a disjunction is read one after the other: several values of one place are looked up in the bits of a number. */
  private alternatives(disjunction: Expression): string[] {
    const found: string[] = [];
    const items = disjuncts(disjunction);
    for (let at = 0; at < items.length; ) {
      const [place, values] = this.valuesFrom(items, at);
      if (place !== undefined && values.length > 2) {
        const bits = values.reduce((all, value) => all | (1 << value), 0);
        found.push(`((${mark(bits)} >> state[${mark(place)}] & 1) !== 0)`);
        at += values.length;
      } else found.push(this.logical(items[at++] as Expression));
    }
    return found;
  }

  /** The place that an alternative compares with a number, and the numbers that it and those after it compare the place with. */
  private valuesFrom(items: readonly Expression[], at: number): readonly [number | undefined, readonly number[]] {
    const values: number[] = [];
    let place: number | undefined;
    for (const item of items.slice(at)) {
      const compared = equality(item);
      if (compared === undefined || !this.isSmall(compared.place) || !isBit(compared.value)) break;
      if (place !== undefined && place !== compared.place) break;
      place = compared.place;
      values.push(compared.value);
    }
    return [place, values];
  }

  /** The place that a subscript, which is in range, names. */
  private placeAt(places: readonly number[], subscript: string): string {
    const [first = 0, second = first] = places;
    if (places.every((place, index) => place === first + index * (second - first))) {
      const steps = second - first === 1 ? subscript : `${mark(second - first)} * ${subscript}`;
      return `${mark(2 * first - second)} + ${steps}`;
    }
    return `tables[${mark(this.tables.add([0, ...places]))}][${subscript}]`;
  }

  /** Whether a place's values are whole numbers from 0 to 31. */
  private isSmall(place: number): boolean {
    const { min, max } = this.places[place] ?? { min: -1, max: 0 };
    return min >= 0 && max <= 31;
  }

  private asNumber(expression: Expression): string {
    return `(${this.logical(expression)} ? 1 : 0)`;
  }

  private binary(expression: Expression & { kind: 'binary' }): string {
    const { operator, left, right } = expression;
    if (operator === '+' || operator === '-' || operator === '*')
      return `(${this.operand(left)} ${operator} ${this.operand(right)})`;
    const named = partial.get(operator);
    if (named !== undefined) return `${named}(${this.number(left)}, ${this.number(right)})`;
    return this.asNumber(expression);
  }

  private call(expression: Expression & { kind: 'call' }): string {
    const { function: name, arguments: items } = expression;
    const [first, second, third] = items;
    switch (name) {
      case 'all':
      case 'any':
        return this.asNumber(expression);
      case 'sum':
        return items.length === 0 ? '0' : `(${items.map((item) => this.operand(item)).join(' + ')})`;
      case 'min':
      case 'max':
      case 'floor':
      case 'ceil':
      case 'abs':
        return `Math.${name}(${items.map((item) => this.number(item)).join(', ')})`;
      case 'exp':
        return `exponential(${this.number(first as Expression)})`;
      case 'log':
        return `logarithm(${this.number(first as Expression)})`;
      case 'if':
        return `(${this.logical(first as Expression)} ? ${this.number(second as Expression)} : ${this.number(third as Expression)})`;
    }
  }
}

/** The alternatives of nested `||`, in the order in which they are looked at. */
function disjuncts(expression: Expression): Expression[] {
  if (expression.kind !== 'binary' || expression.operator !== '||') return [expression];
  return [...disjuncts(expression.left), ...disjuncts(expression.right)];
}

/** `place == number` */
function equality(expression: Expression): { readonly place: number; readonly value: number } | undefined {
  if (expression.kind !== 'binary' || expression.operator !== '==') return undefined;
  const { left, right } = expression;
  return left.kind === 'place' && right.kind === 'number' ? { place: left.index, value: right.value } : undefined;
}

const isBit = (value: number): boolean => Number.isInteger(value) && value >= 0 && value <= 31;

/** Whether it is computed by operations of which none is finite when an operand is not. */
function isArithmetic(expression: Expression): boolean {
  switch (expression.kind) {
    case 'unary':
      return expression.operator === '-';
    case 'binary':
      return ['+', '-', '*'].includes(expression.operator);
    case 'call':
      return expression.function === 'sum';
    default:
      return false;
  }
}

/** `sum(a, b, c) >= 1` over truth values is `any(a, b, c)`, and `>= 3` is `all`: branches instead of additions. */
function someOrAll({ operator, left, right }: Expression & { kind: 'binary' }): Expression | undefined {
  if (left.kind !== 'call' || left.function !== 'sum' || right.kind !== 'number') return undefined;
  if (!left.arguments.every((term) => term.kind === 'number' || isLogical(term))) return undefined;
  const bound = operator === '>=' ? right.value : operator === '>' ? right.value + 1 : undefined;
  if (bound === undefined) return undefined;
  const open = left.arguments.filter((term) => term.kind !== 'number');
  const sure = left.arguments.reduce((sum, term) => sum + (term.kind === 'number' ? term.value : 0), 0);
  const least = bound - sure;
  if (least <= 0) return number(1);
  if (least === 1) return { ...left, function: 'any', arguments: open };
  if (least === open.length) return { ...left, function: 'all', arguments: open };
  return undefined;
}

const comparisons = new Map<string, string>([
  ['==', '==='],
  ['!=', '!=='],
  ['<', '<'],
  ['<=', '<='],
  ['>', '>'],
  ['>=', '>='],
]);

/** Operators that are not defined everywhere, by the function that checks them. */
const partial = new Map<string, string>([
  ['/', 'quotient'],
  ['%', 'remainder'],
  ['^', 'power'],
]);

function literal(value: number): string {
  if (Number.isNaN(value)) throw new Error('a constant of the net is NaN');
  if (Object.is(value, -0)) return '(-0)';
  return value === Infinity ? 'Infinity' : value === -Infinity ? '(-Infinity)' : mark(value);
}
