import { operandsOf } from '../../net/expression/analyse.js';
import { binaryValue, callValue, EvaluationError, unaryValue } from '../../net/expression/evaluate.js';
import type { Expression } from '../../net/expression/expression.js';
import { simplify } from '../../net/expression/simplify.js';
import { byClass, type Circuit, certain, givenClass, ofIndependent, type Vector } from './circuit.js';
import type { Classes } from './classes.js';
import { NotApart } from './not-apart.js';

/** Choices of values to be looked at, at most, for one expression: 4 bytes each are kept. */
const CHOICES_MOST = 5e7;

/** Counts the choices of all combinations of one expression. */
export class Choices {
  private counted = 0;

  count(more: number): void {
    this.counted += more;
    if (this.counted > CHOICES_MOST) throw new NotApart(`its parts together take more than ${CHOICES_MOST} cases`);
  }
}

/**
 * Finds the distribution of a tree over terms of independent parts. Operands that share no part are independent: their
 * distributions are combined, so that a sum of n terms keeps a running count. Operands that share one are looked at given each class
 * of it: what is then left of the tree is simplified, and the same rest is solved once, as in a decision diagram.
 */
export class Combination {
  private readonly remembered = new Map<string, Circuit>();
  private readonly parts = new WeakMap<Expression, ReadonlySet<number>>();

  constructor(
    private readonly partOfTerm: readonly number[],
    private readonly classesOf: (part: number) => Classes,
    private readonly choices: Choices,
    /** Terms whose values are given, before and after something; their part is then not looked at. */
    private readonly given: ReadonlyMap<number, Vector> = new Map(),
    private readonly width = 1,
  ) {}

  circuit(tree: Expression): Circuit {
    try {
      return this.found(tree);
    } catch (problem) {
      if (problem instanceof EvaluationError) throw new NotApart(problem.message);
      throw problem;
    }
  }

  private found(tree: Expression): Circuit {
    if (tree.kind === 'number') return certain(new Array<number>(this.width).fill(tree.value));
    if (tree.kind === 'place') return this.term(tree.index);
    const groups = this.sharing(operandsOf(tree));
    if (groups.every(({ length }) => length === 1)) return this.combined(tree, operandsOf(tree));
    if (groups.length === 1 || tree.kind !== 'call' || !this.isInAnyOrder(tree)) return this.byMostRead(tree);
    const rest = groups.map((operands): Expression => {
      const [only, second] = operands;
      return only !== undefined && second === undefined ? only : { ...tree, arguments: operands };
    });
    return this.combined(tree, rest);
  }

  private term(index: number): Circuit {
    const given = this.given.get(index);
    if (given !== undefined) return certain(given);
    const part = this.partOfTerm[index] as number;
    const values = this.classesOf(part).values.get(index) as Float64Array;
    return byClass(
      part,
      Array.from(values, (value) => new Array<number>(this.width).fill(value)),
    );
  }

  private combined(tree: Expression, operands: readonly Expression[]): Circuit {
    const counted = this.counted(tree);
    if (counted !== undefined) return counted;
    const circuits = operands.map((operand) => this.found(operand));
    if (tree.kind === 'unary') return this.applied(circuits, ([value = 0]) => unaryValue(tree.operator, value));
    if (tree.kind === 'binary') {
      const { operator } = tree;
      if (operator === '&&') return this.applied(circuits, ([a, b]) => (a !== 0 && b !== 0 ? 1 : 0));
      if (operator === '||') return this.applied(circuits, ([a, b]) => (a !== 0 || b !== 0 ? 1 : 0));
      return this.applied(circuits, ([a = 0, b = 0]) => binaryValue(operator, a, b));
    }
    if (tree.kind !== 'call') throw new Error(`no operands in ${tree.kind}`);
    const name = tree.function;
    switch (name) {
      case 'if':
        return this.applied(circuits, ([condition, yes = 0, no = 0]) => (condition !== 0 ? yes : no));
      case 'all':
      case 'any': {
        const truths = circuits.map((circuit) => this.applied([circuit], ([value]) => (value !== 0 ? 1 : 0)));
        return this.folded(truths, (a, b) => (name === 'all' ? Math.min(a, b) : Math.max(a, b)));
      }
      case 'sum':
      case 'min':
      case 'max':
        return this.folded(circuits, (a, b) => callValue(name, [a, b]));
      default:
        return this.applied(circuits, (values) => callValue(name, values));
    }
  }

  /**
   * `a + b + c >= k` of whole numbers that share no part: a count that can no longer fall below k, or no longer reach it, is not
   * followed further but becomes +-Infinity, so that k of n keeps at most k counts, or n - k.
   */
  private counted(tree: Expression): Circuit | undefined {
    if (tree.kind !== 'binary') return undefined;
    const { operator, left: sum, right: bound } = tree;
    if (operator !== '<' && operator !== '<=' && operator !== '>' && operator !== '>=') return undefined;
    if (sum.kind !== 'call' || sum.function !== 'sum' || bound.kind !== 'number') return undefined;
    if (this.sharing(sum.arguments).length < sum.arguments.length || !this.isInAnyOrder(sum)) return undefined;
    const holds = (value: number): number => binaryValue(operator, value, bound.value);
    const circuits = sum.arguments.map((term) => this.found(term));
    const least = remaining(circuits, Math.min);
    const most = remaining(circuits, Math.max);
    const total = circuits.reduce((one, other, index) =>
      this.applied([one, other], ([a = 0, b = 0]) => {
        const value = a + b;
        const outcome = holds(value + (least[index] as number));
        if (outcome !== holds(value + (most[index] as number))) return value;
        return outcome === holds(Infinity) ? Infinity : -Infinity;
      }),
    );
    return this.applied([total], ([value = 0]) => holds(value));
  }

  private folded(circuits: readonly Circuit[], apply: (a: number, b: number) => number): Circuit {
    return circuits.reduce((one, other) => this.applied([one, other], ([a = 0, b = 0]) => apply(a, b)));
  }

  private applied(circuits: readonly Circuit[], apply: (values: readonly number[]) => number): Circuit {
    this.choices.count(circuits.reduce((product, { support }) => product * support.length, this.width));
    return ofIndependent(circuits, apply);
  }

  /** Given each class of the part that most of what stands in the tree reads. */
  private byMostRead(tree: Expression): Circuit {
    const key = JSON.stringify(tree);
    const known = this.remembered.get(key);
    if (known !== undefined) return known;
    this.choices.count(key.length);
    const terms = new Map<number, Set<number>>();
    const reads = new Map<number, number>();
    const shared = sharedParts(operandsOf(tree).map((operand) => this.partsRead(operand)));
    this.eachRead(tree, (term, part) => {
      if (!shared.has(part)) return;
      reads.set(part, (reads.get(part) ?? 0) + 1);
      terms.set(part, (terms.get(part) ?? new Set()).add(term));
    });
    const [[part] = []] = [...reads].sort(([, one], [, other]) => other - one);
    if (part === undefined) throw new Error(`no part is shared in ${key}`);
    const { count, values } = this.classesOf(part);
    const branches = Array.from({ length: count }, (_, c) => {
      const facts = new Map([...(terms.get(part) ?? [])].map((term) => [term, values.get(term)?.[c] as number]));
      const rest = simplify(tree, facts, []);
      return operandsOf(rest).length === 0 ? this.found(rest) : this.rest(rest);
    });
    const circuit = givenClass(part, branches);
    this.remembered.set(key, circuit);
    return circuit;
  }

  private rest(tree: Expression): Circuit {
    const key = JSON.stringify(tree);
    const known = this.remembered.get(key);
    if (known !== undefined) return known;
    const circuit = this.found(tree);
    this.remembered.set(key, circuit);
    return circuit;
  }

  /** The operands in groups, those of different groups sharing no part. */
  private sharing(operands: readonly Expression[]): Expression[][] {
    const groups: { operands: Expression[]; parts: Set<number> }[] = [];
    const groupOf = new Map<number, { operands: Expression[]; parts: Set<number> }>();
    for (const operand of operands) {
      const parts = this.partsRead(operand);
      const met = new Set([...parts].flatMap((part) => groupOf.get(part) ?? []));
      const group = { operands: [...met].flatMap((one) => one.operands), parts: new Set(parts) };
      group.operands.push(operand);
      for (const one of met) {
        for (const part of one.parts) group.parts.add(part);
        groups.splice(groups.indexOf(one), 1);
      }
      groups.push(group);
      for (const part of group.parts) groupOf.set(part, group);
    }
    return groups.map((group) => group.operands);
  }

  private isInAnyOrder(tree: Expression & { kind: 'call' }): boolean {
    if (tree.function === 'sum') return tree.arguments.every((term) => this.isWhole(term));
    return tree.function !== 'if';
  }

  /** Whether the value is a whole number, so that sums are exact in any order. */
  private isWhole(tree: Expression): boolean {
    switch (tree.kind) {
      case 'number':
        return Number.isSafeInteger(tree.value);
      case 'place':
        return this.term(tree.index).support.every((vector) => vector.every(Number.isSafeInteger));
      case 'unary':
        return tree.operator === '!' || this.isWhole(tree.operand);
      case 'binary':
        return !['+', '-', '*', '/', '%', '^'].includes(tree.operator);
      default:
        return tree.kind === 'call' && (tree.function === 'all' || tree.function === 'any');
    }
  }

  private partsRead(tree: Expression): ReadonlySet<number> {
    const known = this.parts.get(tree);
    if (known !== undefined) return known;
    const parts = new Set<number>();
    this.eachRead(tree, (_, part) => parts.add(part));
    this.parts.set(tree, parts);
    return parts;
  }

  private eachRead(tree: Expression, see: (term: number, part: number) => void): void {
    if (tree.kind === 'place') {
      if (!this.given.has(tree.index)) see(tree.index, this.partOfTerm[tree.index] as number);
      return;
    }
    for (const operand of operandsOf(tree)) this.eachRead(operand, see);
  }
}

/** What the circuits from the second, the third, ... on add at least or at most, and 0 after the last. */
function remaining(circuits: readonly Circuit[], extreme: (...values: number[]) => number): number[] {
  const sums = [0];
  for (const { support } of circuits.slice(2).reverse())
    sums.push((sums.at(-1) as number) + extreme(...support.flat()));
  return [0, ...sums.reverse()];
}

function sharedParts(sets: readonly ReadonlySet<number>[]): Set<number> {
  const seen = new Set<number>();
  const shared = new Set<number>();
  for (const set of sets) {
    for (const part of set) {
      if (seen.has(part)) shared.add(part);
      seen.add(part);
    }
  }
  return shared;
}
