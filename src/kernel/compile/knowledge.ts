import { bodyOf, operandsOf, placesRead } from '../../net/expression/analyse.js';
import type { Expression } from '../../net/expression/expression.js';
import { simplify } from '../../net/expression/simplify.js';
import type { Model } from './model.js';

/** Known values of places. */
export type Facts = ReadonlyMap<number, number>;

type Selection = Extract<Expression, { kind: 'select' }>;

/** What is left of a net's expressions once some places are known. */
export class Knowledge {
  private readonly knownReads = new Map<Expression, ReadonlySet<number>>();
  private readonly knownSimplified = new Map<Expression, Map<string, Expression>>();

  private readonly knownSelections = new Map<Expression, readonly Selection[]>();

  constructor(
    private readonly model: Model,
    private readonly constants: ArrayLike<number>,
  ) {}

  /** Remembered by what the facts say of the places that it reads: many firings know the same of a guard. */
  simplified(expression: Expression, facts: Facts): Expression {
    const reads = this.reads(expression);
    const byFacts = this.knownSimplified.get(expression) ?? new Map<string, Expression>();
    this.knownSimplified.set(expression, byFacts);
    let key = '';
    for (const [place, value] of facts) if (reads.has(place)) key += `${place}=${value} `;
    const found = byFacts.get(key) ?? simplify(expression, facts, this.model.lets, this.constants);
    byFacts.set(key, found);
    return found;
  }

  reads(expression: Expression): ReadonlySet<number> {
    const known = this.knownReads.get(expression) ?? placesRead(expression, this.model.lets);
    this.knownReads.set(expression, known);
    return known;
  }

  /** Reads whose place is computed, through lets. */
  selections(expression: Expression): readonly Selection[] {
    const known = this.knownSelections.get(expression) ?? this.selectionsNew(expression);
    this.knownSelections.set(expression, known);
    return known;
  }

  private selectionsNew(expression: Expression): readonly Selection[] {
    const below = operandsOf(expression).flatMap((operand) => this.selections(operand));
    if (expression.kind === 'select') return [expression, ...below];
    if (expression.kind === 'let') return this.selections(bodyOf(expression.index, this.model.lets));
    return below;
  }

  /** Whether the activity's guard holds, where the facts say so. */
  truthOf(activity: number, facts: Facts): boolean | undefined {
    return truth(this.simplified(this.model.guard(activity), facts));
  }

  /** What an activity's guard says of single places. */
  before(activity: number): Facts {
    return this.model.required[activity] as Facts;
  }
}

export function truth(expression: Expression): boolean | undefined {
  return expression.kind === 'number' ? expression.value !== 0 : undefined;
}

export function intersects(some: Iterable<number>, others: ReadonlySet<number>): boolean {
  for (const item of some) if (others.has(item)) return true;
  return false;
}
