import type { Expression } from '../expression/expression.js';
import { simplify } from '../expression/simplify.js';
import type { Net } from '../net.js';
import type { AbstractActivity } from './abstract-activity.js';
import type { Abstraction } from './abstraction.js';
import type { Group } from './candidates.js';
import { type Move, movesOf } from './moves.js';
import type { Refined } from './refine.js';

/** Local states of one unit, beyond which counting them is no help. */
const STATES_MOST = 500;

/** The states that a unit of a group can be in, and how it goes from each. */
export interface LocalStates {
  readonly group: Group;
  /** Values of the unit's roles. */
  readonly states: readonly (readonly number[])[];
  readonly initialCounts: readonly number[];
  /** One an activity that each unit has. */
  readonly activities: readonly AbstractActivity[];
}

/** A group that cannot be counted after all. */
export class NotCounted extends Error {
  constructor(
    readonly group: Group,
    reason: string,
  ) {
    super(reason);
    this.name = 'NotCounted';
  }
}

/** Expressions about one unit when that unit's state is known. */
export class InState {
  private readonly lets: readonly { readonly expression: Expression }[];

  constructor(
    private readonly abstraction: Abstraction,
    placeCount: number,
  ) {
    // What a group comes to is not known yet: like a place of its own.
    this.lets = abstraction.lets.map((one, index) => ({
      expression: 'form' in one ? abstraction.expression(one.form) : { kind: 'place', index: placeCount + 1e9 + index },
    }));
  }

  of(form: number, group: Group, state: readonly number[]): Expression {
    const first = this.abstraction.roleOf(group);
    const facts = new Map(state.map((value, k) => [first + k, value]));
    return simplify(this.abstraction.expression(form), facts, this.lets);
  }

  /** The states in which a guard may be true. */
  statesIn(guard: number, { group, states }: Pick<LocalStates, 'group' | 'states'>): readonly number[] {
    return states.flatMap((state, index) => (isNever(this.of(guard, group, state)) ? [] : [index]));
  }

  /** Where a unit goes from a state when its roles take new values. */
  moves(values: ReadonlyMap<number, number>, group: Group, state: readonly number[]): readonly Move[] | undefined {
    const first = this.abstraction.roleOf(group);
    const known = new Map([...values].map(([role, form]) => [role - first, this.of(form, group, state)]));
    return movesOf(state, known);
  }
}

/** Follows one unit of a group through all states that it can get to, whatever the rest of the net does. Throws NotCounted. */
export function localStates(
  net: Net,
  refined: Refined,
  group: Group,
  inState: InState,
  together: readonly Together[] = [],
): LocalStates {
  const activities = refined.ofUnit.get(group.units[0] ?? absent()) ?? [];
  const exploration = new Exploration(net, group);
  const counts = new Map<string, number>();
  for (const { places } of group.units) {
    const initial = places.map((place) => net.places[place]?.initial ?? 0);
    exploration.add(initial);
    counts.set(initial.join(), (counts.get(initial.join()) ?? 0) + 1);
  }
  for (let k = 0; k < exploration.states.length; k++) {
    const state = exploration.states[k] as readonly number[];
    for (const activity of activities) {
      if (isNever(inState.of(activity.guard, group, state))) continue;
      for (const { own } of activity.cases) exploration.follow(inState.moves(own, group, state), activity.index);
    }
    for (const { values, activity } of together) exploration.follow(inState.moves(values, group, state), activity);
  }
  const states = exploration.states.toSorted(inOrder);
  return { group, states, activities, initialCounts: states.map((state) => counts.get(state.join()) ?? 0) };
}

function inOrder(one: readonly number[], other: readonly number[]): number {
  const differing = one.findIndex((value, k) => value !== other[k]);
  return differing < 0 ? 0 : (one[differing] as number) - (other[differing] as number);
}

const isNever = (guard: Expression): boolean => guard.kind === 'number' && guard.value === 0;

class Exploration {
  readonly states: (readonly number[])[] = [];
  private readonly known = new Set<string>();

  constructor(
    private readonly net: Net,
    private readonly group: Group,
  ) {}

  add(state: readonly number[]): void {
    const key = state.join();
    if (this.known.has(key)) return;
    if (this.states.length === STATES_MOST) throw new NotCounted(this.group, `one has more than ${STATES_MOST} states`);
    this.states.push(state);
    this.known.add(key);
  }

  follow(moves: readonly Move[] | undefined, activity: number): void {
    const name = this.net.activities[activity]?.name ?? '';
    if (moves === undefined)
      throw new NotCounted(this.group, `what ${name} makes of one is not a choice among numbers`);
    for (const { to } of moves) {
      const odd = to.findIndex((value, role) => !this.isLegal(value, role));
      if (odd >= 0) throw new NotCounted(this.group, `${name} may put one out of its range`);
      this.add(to);
    }
  }

  private isLegal(value: number, role: number): boolean {
    const place = this.net.places[this.group.units[0]?.places[role] ?? -1];
    return place !== undefined && Number.isInteger(value) && value >= place.min && value <= place.max;
  }
}

/** What activities write to all units of each group at once. */
export function writtenTogether({ activities }: Refined): ReadonlyMap<Group, readonly Together[]> {
  const found = new Map<Group, Together[]>();
  for (const { index, cases } of activities) {
    for (const { all } of cases) {
      for (const [group, values] of all) {
        const ofGroup = found.get(group) ?? [];
        found.set(group, ofGroup);
        ofGroup.push({ activity: index, values });
      }
    }
  }
  return found;
}

interface Together {
  readonly activity: number;
  readonly values: ReadonlyMap<number, number>;
}

function absent(): never {
  throw new Error('a group without units');
}
