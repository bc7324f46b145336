import { type Expression, number } from '../expression/expression.js';
import type { Aggregate } from './abstraction.js';
import { type InState, type LocalStates, NotCounted } from './local-states.js';
import { allOf } from './moves.js';

/** What all units of a group come to, by how many of them are in each state. `counter` gives the place that says how many. */
export function countedAggregate(
  { function: name, group, element }: Aggregate,
  local: LocalStates,
  inState: InState,
  counter: (state: number) => Expression,
): Expression {
  const values = local.states.map((state, index) => ({
    count: counter(index),
    value: inState.of(element, group, state),
  }));
  switch (name) {
    case 'sum':
      return { kind: 'call', function: 'sum', arguments: values.flatMap(share) };
    case 'all':
      return {
        kind: 'call',
        function: 'all',
        arguments: values.flatMap(({ count, value }) => unlessMet(count, value)),
      };
    case 'any':
      return { kind: 'call', function: 'any', arguments: values.flatMap(({ count, value }) => ifMet(count, value)) };
    default:
      return extreme(name === 'min', values, () => {
        throw new NotCounted(group, `a ${name} over them reads what they do not say`);
      });
  }
}

interface Counted {
  readonly count: Expression;
  readonly value: Expression;
}

const isMet = (count: Expression): Expression => ({ kind: 'binary', operator: '>', left: count, right: number(0) });
const isUnmet = (count: Expression): Expression => ({ kind: 'binary', operator: '==', left: count, right: number(0) });
const choice = (...terms: Expression[]): Expression => ({ kind: 'call', function: 'if', arguments: terms });

/** A value that no unit has is not worked out, for it may have none. */
function share({ count, value }: Counted): Expression[] {
  if (value.kind === 'number' && value.value === 0) return [];
  if (value.kind === 'number' && value.value === 1) return [count];
  const product: Expression = { kind: 'binary', operator: '*', left: count, right: value };
  return [value.kind === 'number' ? product : choice(isMet(count), product, number(0))];
}

function unlessMet(count: Expression, value: Expression): Expression[] {
  if (value.kind === 'number') return value.value === 0 ? [isUnmet(count)] : [];
  return [{ kind: 'binary', operator: '||', left: isUnmet(count), right: value }];
}

function ifMet(count: Expression, value: Expression): Expression[] {
  if (value.kind === 'number') return value.value === 0 ? [] : [isMet(count)];
  return [allOf([isMet(count), value])];
}

/** The least or largest number that some unit has. */
function extreme(isLeast: boolean, values: readonly Counted[], refuse: () => never): Expression {
  const known = values.map(({ count, value }) => ({ count, value: value.kind === 'number' ? value.value : refuse() }));
  const sorted = known.sort((a, b) => (isLeast ? a.value - b.value : b.value - a.value));
  const last = sorted.at(-1);
  return sorted
    .slice(0, -1)
    .reduceRight<Expression>(
      (rest, { count, value }) => choice(isMet(count), number(value), rest),
      number(last?.value ?? 0),
    );
}
