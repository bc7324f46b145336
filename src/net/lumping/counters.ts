import { type Expression, number } from '../expression/expression.js';
import type { Effect, Net, Place } from '../net.js';
import type { Group } from './candidates.js';
import type { InState, LocalStates } from './local-states.js';
import { allOf, type Move } from './moves.js';
import { stateText } from './names.js';

/** Finishes an expression that speaks of the old net's places. */
type Rewrite = (e: Expression) => Expression;

/** The places that say how many units of each group are in each state, and how they change. */
export class Counters {
  /** To be added to the `first` places of the net. */
  readonly places: Place[] = [];
  private readonly firstOf = new Map<Group, number>();
  private readonly localOf = new Map<Group, LocalStates>();
  private readonly indexOf = new Map<Group, ReadonlyMap<string, number>>();

  constructor(
    net: Net,
    locals: readonly LocalStates[],
    first: number,
    private readonly inState: InState,
    private readonly rewrite: Rewrite,
  ) {
    for (const local of locals) {
      const { group, states, initialCounts } = local;
      this.localOf.set(group, local);
      this.firstOf.set(group, first + this.places.length);
      this.indexOf.set(group, new Map(states.map((state, index) => [state.join(), index])));
      for (const [index, state] of states.entries()) {
        const name = stateText(net, group, state);
        this.places.push({ name, initial: initialCounts[index] ?? 0, min: 0, max: group.units.length });
      }
    }
  }

  local(group: Group): LocalStates {
    return this.localOf.get(group) ?? fail('a group without states');
  }

  /** How many units are in a state. */
  count(group: Group, state: number): Expression {
    return { kind: 'place', index: this.place(group, state) };
  }

  /** One unit leaves a state for another. */
  movedOne(values: ReadonlyMap<number, number>, { group, states }: LocalStates, from: number): Effect[] {
    const changes = new Map<number, Change[]>();
    for (const { to, when } of this.moves(values, group, states[from] ?? [])) {
      const target = this.index(group, to);
      if (target === from) continue;
      const amount = this.rewrite(allOf(when));
      push(changes, target, { operator: '+', amount });
      push(changes, from, { operator: '-', amount });
    }
    return [...changes].map(([state, all]) => ({
      place: this.place(group, state),
      value: all.reduce<Expression>(
        (left, { operator, amount }) => ({ kind: 'binary', operator, left, right: amount }),
        this.count(group, state),
      ),
    }));
  }

  /** All units of a group move at once, each by what it was. */
  movedAll(values: ReadonlyMap<number, number>, group: Group): Effect[] {
    const { states } = this.local(group);
    const arriving = new Map<number, Expression[]>(states.map((_, state) => [state, []]));
    const staying = new Set<number>();
    for (const [from, state] of states.entries()) {
      const count = this.count(group, from);
      for (const { to, when } of this.moves(values, group, state)) {
        const target = this.index(group, to);
        if (target === from && when.length === 0) staying.add(from);
        push(arriving, target, when.length === 0 ? count : countIf(this.rewrite(allOf(when)), count));
      }
    }
    return [...arriving].flatMap(([state, terms]) => {
      const [only, second] = terms;
      const isOne = only !== undefined && second === undefined;
      if (isOne && staying.has(state)) return [];
      const value: Expression = isOne ? only : { kind: 'call', function: 'sum', arguments: terms };
      return [{ place: this.place(group, state), value }];
    });
  }

  private moves(values: ReadonlyMap<number, number>, group: Group, state: readonly number[]): readonly Move[] {
    return this.inState.moves(values, group, state) ?? fail('a move that was known before');
  }

  private place(group: Group, state: number): number {
    return (this.firstOf.get(group) ?? fail('a group without counters')) + state;
  }

  private index(group: Group, state: readonly number[]): number {
    return this.indexOf.get(group)?.get(state.join()) ?? fail(`the state ${state.join()} was not met`);
  }
}

interface Change {
  readonly operator: '+' | '-';
  readonly amount: Expression;
}

const countIf = (condition: Expression, count: Expression): Expression => ({
  kind: 'call',
  function: 'if',
  arguments: [condition, count, number(0)],
});

function push<Value>(lists: Map<number, Value[]>, key: number, value: Value): void {
  lists.set(key, [...(lists.get(key) ?? []), value]);
}

function fail(reason: string): never {
  throw new Error(`counting units: ${reason}`);
}
