import { bodyOf, type Lets, operandsOf, placesRead } from './analyse.js';
import { binaryValue, callValue, EvaluationError, selected, unaryValue } from './evaluate.js';
import { type Expression, number } from './expression.js';
import { Bounds } from './magnitude.js';

type Node<K extends Expression['kind']> = Extract<Expression, { kind: K }>;

/** A let is copied into its reader only if what is left of it is this small: lets share work, copies do not. */
const INLINED_NODES_MAX = 16;

/**
 * The same expression with less left to compute, when some places have the known values `facts` and, if given, the constants
 * theirs. In every state that agrees with the facts its value is the same double, and it fails where e fails, with the same
 * error.
 */
export function simplify(
  e: Expression,
  facts: ReadonlyMap<number, number>,
  lets: Lets,
  constants?: ArrayLike<number>,
): Expression {
  return new Simplifier(facts, lets, constants).simplify(e);
}

class Simplifier {
  private readonly ofLets = new Map<number, Expression>();
  private readonly logicLets = new Map<number, boolean>();
  private readonly bounds: Bounds;

  constructor(
    private readonly facts: ReadonlyMap<number, number>,
    private readonly lets: Lets,
    private readonly constants: ArrayLike<number> | undefined,
  ) {
    this.bounds = new Bounds(lets, constants);
  }

  simplify(e: Expression): Expression {
    switch (e.kind) {
      case 'number':
        return e;
      case 'constant':
        return known(this.constants?.[e.index]) ?? e;
      case 'place':
        return known(this.facts.get(e.index)) ?? e;
      case 'select':
        return this.select(e);
      case 'let':
        return this.let(e);
      case 'unary':
        return this.unary(e.operator, this.simplify(e.operand));
      case 'binary':
        return this.binary(e);
      case 'call':
        return this.call(e);
    }
  }

  private select(e: Node<'select'>): Expression {
    const subscript = this.simplify(e.subscript);
    const kept: Expression = { ...e, subscript };
    if (subscript.kind !== 'number') return kept;
    return (
      folded(
        () => selected(e.places, subscript.value),
        (index) => this.simplify({ kind: 'place', index }),
      ) ?? kept
    );
  }

  private let(e: Node<'let'>): Expression {
    const earlier = this.ofLets.get(e.index);
    if (earlier !== undefined) return earlier;
    const body = bodyOf(e.index, this.lets);
    const rest = this.simplify(body);
    const fewer = placesRead(rest, this.lets).size < placesRead(body, this.lets).size;
    const inlined = rest.kind === 'number' || (fewer && nodeCount(rest) <= INLINED_NODES_MAX);
    const result = inlined ? rest : e;
    this.ofLets.set(e.index, result);
    return result;
  }

  private unary(operator: '-' | '!', operand: Expression): Expression {
    if (operand.kind === 'number') return number(unaryValue(operator, operand.value));
    if (operator === '!' && operand.kind === 'unary' && operand.operator === '!') return this.truth(operand.operand);
    return { kind: 'unary', operator, operand };
  }

  private binary(e: Node<'binary'>): Expression {
    const { operator } = e;
    if (operator === '&&') return this.chain(e, 'all');
    if (operator === '||') return this.chain(e, 'any');
    const left = this.simplify(e.left);
    const right = this.simplify(e.right);
    const kept: Expression = { kind: 'binary', operator, left, right };
    if (left.kind === 'number' && right.kind === 'number') {
      return folded(() => binaryValue(operator, left.value, right.value), number) ?? kept;
    }
    if (operator === '*' && isNumber(left, 1)) return right;
    if ((operator === '*' || operator === '/') && isNumber(right, 1)) return left;
    if (operator === '-' && isNumber(right, 0)) return left;
    if (operator === '+' && isNumber(left, 0) && this.isNeverMinusZero(right)) return right;
    if (operator === '+' && isNumber(right, 0) && this.isNeverMinusZero(left)) return left;
    return kept;
  }

  private call(e: Node<'call'>): Expression {
    switch (e.function) {
      case 'all':
      case 'any':
        return this.chain(e, e.function);
      case 'if':
        return this.if(e);
      case 'sum':
        return this.sum(e.arguments.map((term) => this.simplify(term)));
      case 'min':
      case 'max':
        return extreme(
          e.function,
          e.arguments.map((term) => this.simplify(term)),
        );
      default:
        return foldedCall(
          e.function,
          e.arguments.map((term) => this.simplify(term)),
        );
    }
  }

  /** `all` and `&&` end at a false term, `any` and `||` at a true one: what stands behind it is never evaluated. */
  private chain(e: Node<'binary'> | Node<'call'>, name: 'all' | 'any'): Expression {
    const end = name === 'any';
    const terms: Expression[] = [];
    for (const operand of operandsOf(e)) {
      const term = this.simplify(operand);
      if (term.kind !== 'number') terms.push(term);
      else if ((term.value !== 0) === end) {
        if (terms.every((before) => this.bounds.of(before) !== undefined)) return number(end ? 1 : 0);
        terms.push(number(end ? 1 : 0));
        break;
      }
    }
    const [first, second] = terms;
    if (first === undefined) return number(end ? 0 : 1);
    if (second === undefined) return this.truth(first);
    if (e.kind === 'binary') return { kind: 'binary', operator: e.operator, left: first, right: second };
    return { kind: 'call', function: name, arguments: terms };
  }

  private if(e: Node<'call'>): Expression {
    const [condition, yes, no] = e.arguments;
    if (condition === undefined || yes === undefined || no === undefined) return e;
    const decided = this.simplify(condition);
    if (decided.kind === 'number') return this.simplify(decided.value !== 0 ? yes : no);
    return { kind: 'call', function: 'if', arguments: [decided, this.simplify(yes), this.simplify(no)] };
  }

  /** A count of true terms is exact in any order; any other sum keeps its order, and loses at most zeros. */
  private sum(terms: readonly Expression[]): Expression {
    const numbers = terms.filter((term) => term.kind === 'number');
    const others = terms.filter((term) => term.kind !== 'number');
    if (others.length === 0) return foldedCall('sum', terms);
    if (numbers.every((term) => isCount(term.value)) && others.every((term) => this.isLogic(term))) {
      const counted = numbers.reduce((sum, term) => sum + term.value, 0);
      return counted === 0 ? sumOf(others) : sumOf([number(counted), ...others]);
    }
    return foldedPrefix(this.withoutZeros(terms));
  }

  /** 0 + x is x but for x = -0, and a sum is -0 only if every term is. */
  private withoutZeros(terms: readonly Expression[]): readonly Expression[] {
    const rest = terms.filter((term) => term.kind !== 'number' || term.value !== 0);
    return rest.some((term) => this.isNeverMinusZero(term)) ? rest : terms;
  }

  /** 0 or 1, as logic sees e. */
  private truth(e: Expression): Expression {
    return this.isLogic(e) ? e : { kind: 'binary', operator: '!=', left: e, right: number(0) };
  }

  /** Whether the value is always 0 or 1 (and not -0). */
  private isLogic(e: Expression): boolean {
    switch (e.kind) {
      case 'number':
        return Object.is(e.value, 0) || e.value === 1;
      case 'let':
        return this.isLogicLet(e.index);
      case 'unary':
        return e.operator === '!';
      case 'binary':
        return !['+', '-', '*', '/', '%', '^'].includes(e.operator);
      case 'call':
        return (
          e.function === 'all' ||
          e.function === 'any' ||
          (e.function === 'if' && e.arguments.slice(1).every((branch) => this.isLogic(branch)))
        );
      default:
        return false;
    }
  }

  private isLogicLet(index: number): boolean {
    const earlier = this.logicLets.get(index);
    if (earlier !== undefined) return earlier;
    const logic = this.isLogic(bodyOf(index, this.lets));
    this.logicLets.set(index, logic);
    return logic;
  }

  private isNeverMinusZero(e: Expression): boolean {
    if (e.kind === 'number') return !Object.is(e.value, -0);
    if (e.kind === 'call' && e.function === 'abs') return true;
    if (e.kind === 'call' && e.function === 'sum') {
      return e.arguments.length === 0 || e.arguments.some((term) => this.isNeverMinusZero(term));
    }
    return this.isLogic(e);
  }
}

function extreme(name: 'min' | 'max', terms: readonly Expression[]): Expression {
  const others = terms.filter((term) => term.kind !== 'number');
  const values = terms.filter((term) => term.kind === 'number').map((term) => term.value);
  if (values.length === 0) return { kind: 'call', function: name, arguments: terms };
  const value = number(callValue(name, values));
  return others.length === 0 ? value : { kind: 'call', function: name, arguments: [value, ...others] };
}

/** Adds up the numbers that a sum begins with. */
function foldedPrefix(terms: readonly Expression[]): Expression {
  const [first, second, ...rest] = terms;
  if (first?.kind !== 'number' || second?.kind !== 'number') return sumOf(terms);
  const start = folded(() => binaryValue('+', first.value, second.value), number);
  return start === undefined ? sumOf(terms) : foldedPrefix([start, ...rest]);
}

function sumOf(terms: readonly Expression[]): Expression {
  const [only, second] = terms;
  return only !== undefined && second === undefined ? only : { kind: 'call', function: 'sum', arguments: terms };
}

function foldedCall(name: Parameters<typeof callValue>[0], terms: readonly Expression[]): Expression {
  const kept: Expression = { kind: 'call', function: name, arguments: terms };
  const numbers = terms.filter((term) => term.kind === 'number');
  if (numbers.length < terms.length) return kept;
  return (
    folded(
      () =>
        callValue(
          name,
          numbers.map((term) => term.value),
        ),
      number,
    ) ?? kept
  );
}

/** What `make` makes of the value, or undefined when there is none: the error is left to the evaluation. */
function folded(value: () => number, make: (value: number) => Expression): Expression | undefined {
  try {
    return make(value());
  } catch (error) {
    if (error instanceof EvaluationError) return undefined;
    throw error;
  }
}

function known(value: number | undefined): Expression | undefined {
  return value === undefined ? undefined : number(value);
}

/** Whether e is this very number: -0 is not 0. */
function isNumber(e: Expression, value: number): boolean {
  return e.kind === 'number' && Object.is(e.value, value);
}

/** Small enough that a sum of many is exact. */
function isCount(value: number): boolean {
  return Number.isInteger(value) && Math.abs(value) < 2 ** 32;
}

function nodeCount(e: Expression): number {
  return operandsOf(e).reduce((count, operand) => count + nodeCount(operand), 1);
}
