import { type Expression, number } from '../expression/expression.js';
import type { Activity, Case, Effect, Let, Net, Place, Reward } from '../net.js';
import type { AbstractActivity, AbstractCase } from './abstract-activity.js';
import type { Group, Unit } from './candidates.js';
import { countedAggregate } from './counted-aggregate.js';
import { InState, type LocalStates, localStates, NotCounted } from './local-states.js';
import { type Rewriting, rewrittenMeasure, rewrittenReward, rewrittenTiming } from './map-net.js';
import { allOf, type Move } from './moves.js';
import { commonName, Names, stateText } from './names.js';
import type { Refined } from './refine.js';

/**
 * Groups whose units are counted, with the states that a unit of each may be in. Throws NotCounted, also of a group that would have more
 * activities when counted, unless those are wanted.
 */
export function countable(net: Net, refined: Refined, evenIfMore: boolean): readonly LocalStates[] {
  const inState = new InState(refined.abstraction, net.places.length);
  return refined.groups.map((group) => {
    const local = localStates(net, refined, group, inState);
    const before = local.activities.length * group.units.length;
    const after = local.activities.reduce((sum, { guard }) => sum + inState.statesIn(guard, local).length, 0);
    if (after <= before || evenIfMore) return local;
    const states = `one of the ${group.units.length} has ${local.states.length} states`;
    throw new NotCounted(group, `${states}: counted they would take ${after} activities instead of ${before}`);
  });
}

/**
 * The net in which the units of each group are counted: a place a state of a unit says how many are in it. Throws NotCounted where a
 * group turns out not to be countable.
 */
export function countedNet(net: Net, refined: Refined, locals: readonly LocalStates[]): Net {
  return new Counting(net, refined, locals).net();
}

/** An old activity in the new net: once, or once a state of the unit that it is about. */
interface Instance {
  readonly old: AbstractActivity;
  readonly local?: { readonly states: LocalStates; readonly state: number };
}

class Counting {
  private readonly inState: InState;
  private readonly names = new Names();
  private readonly placeNames = new Names();
  private readonly newPlace: ReadonlyMap<number, number>;
  private readonly places: Place[] = [];
  private readonly firstCounter = new Map<Group, number>();
  private readonly localOf = new Map<Group, LocalStates>();
  private readonly instances: Instance[] = [];
  private readonly instancesOf = new Map<number, number[]>();
  private readonly rewrittenNodes = new Map<Expression, Expression>();

  constructor(
    private readonly old: Net,
    private readonly refined: Refined,
    locals: readonly LocalStates[],
  ) {
    this.inState = new InState(refined.abstraction, old.places.length);
    const newPlace = new Map<number, number>();
    for (const [index, place] of old.places.entries()) {
      if (refined.abstraction.ownerOf(index) === undefined) newPlace.set(index, this.addPlace(place));
    }
    this.newPlace = newPlace;
    for (const local of locals) this.addCounters(local);
    for (const activity of refined.activities) this.addInstances(activity);
  }

  net(): Net {
    const { old } = this;
    const rewriting: Rewriting = {
      expression: (e) => this.rewritten(this.shared(e)),
      impulses: (reward) => this.impulses(reward),
    };
    return {
      ...old,
      places: this.places,
      lets: this.lets(),
      activities: this.instances.map((instance) => this.activity(instance)),
      rewards: old.rewards.map((reward) => ({ ...rewrittenReward(reward, rewriting), name: reward.name })),
      spans: old.spans.map((span) => {
        const of = span.of === undefined ? {} : { of: rewriting.expression(span.of) };
        if (span.kind === 'while') return { ...span, ...of, condition: rewriting.expression(span.condition) };
        return { ...span, ...of, from: this.instancesOfAll(span.from), to: this.instancesOfAll(span.to) };
      }),
      measures: old.measures.map((measure) => rewrittenMeasure(measure, rewriting)),
      counted: this.refined.groups.reduce((sum, { units }) => sum + units.length, old.counted ?? 0),
    };
  }

  private addPlace(place: Place): number {
    return this.places.push({ ...place, name: this.placeNames.unique(place.name) }) - 1;
  }

  private addCounters(local: LocalStates): void {
    const { group, states, initialCounts } = local;
    this.localOf.set(group, local);
    this.firstCounter.set(group, this.places.length);
    for (const [index, state] of states.entries()) {
      const name = stateText(this.old, group, state);
      this.addPlace({ name, initial: initialCounts[index] ?? 0, min: 0, max: group.units.length });
    }
  }

  /** Those of the first unit of a group stand for those of all. */
  private addInstances(activity: AbstractActivity): void {
    const [unit] = activity.owners;
    if (unit === undefined) this.addInstance({ old: activity });
    else {
      const group = this.refined.abstraction.group(unit);
      const states = this.localOf.get(group);
      if (states === undefined || unit !== group.units[0]) return;
      for (const state of this.inState.statesIn(activity.guard, states)) {
        this.addInstance({ old: activity, local: { states, state } });
      }
    }
  }

  private addInstance(instance: Instance): void {
    const index = this.instances.push(instance) - 1;
    this.instancesOf.set(instance.old.index, [...(this.instancesOf.get(instance.old.index) ?? []), index]);
  }

  private instancesOfAll(activities: readonly number[]): number[] {
    return activities.flatMap((activity) => this.instancesOf.get(activity) ?? []);
  }

  private lets(): Let[] {
    const { abstraction } = this.refined;
    return abstraction.lets.map((one) => {
      if ('form' in one) return { name: one.name, expression: this.rewritten(abstraction.expression(one.form)) };
      const { group } = one.aggregate;
      const local = this.localOf.get(group) ?? fail('an aggregate over no group');
      const counted = countedAggregate(one.aggregate, local, this.inState, (state) => this.counterMark(group, state));
      return { name: one.name, expression: this.rewritten(counted) };
    });
  }

  private activity({ old, local }: Instance): Activity {
    const activity = this.old.activities[old.index] as Activity;
    const of = (form: number): Expression => this.rewritten(this.about(form, local));
    const cases = old.cases.map((one) => this.case(one, of, local));
    if (local === undefined) {
      const timing = rewrittenTiming(activity.timing, (e) => this.rewritten(this.shared(e)));
      const name = this.names.unique(activity.name);
      return { name, guard: of(old.guard), timing, priority: activity.priority, cases };
    }
    const { group, states } = local.states;
    const count = this.counter(group, local.state);
    const occupied: Expression = { kind: 'binary', operator: '>', left: count, right: number(0) };
    const guard = of(old.guard);
    const name = `${this.nameOfAll(old, group)} of ${stateText(this.old, group, states[local.state] ?? [])}`;
    return {
      name: this.names.unique(name),
      guard: guard.kind === 'number' ? occupied : allOf([occupied, guard]),
      timing:
        old.rate === undefined
          ? { kind: 'immediate' }
          : { kind: 'rate', rate: { kind: 'binary', operator: '*', left: count, right: of(old.rate) } },
      priority: activity.priority,
      cases,
    };
  }

  /** `failVm(*)`. */
  private nameOfAll(activity: AbstractActivity, { units: [one, other] }: Group): string {
    const { ofUnit } = this.refined;
    const own = this.old.activities[activity.index]?.name ?? '';
    const position = ofUnit.get(one as Unit)?.indexOf(activity) ?? -1;
    const twin = ofUnit.get(other as Unit)?.[position];
    return twin === undefined ? own : commonName(own, this.old.activities[twin.index]?.name ?? '');
  }

  private case(one: AbstractCase, of: (form: number) => Expression, local: Instance['local']): Case {
    const effects: Effect[] = [...one.shared].map(([place, form]) => ({ place: this.place(place), value: of(form) }));
    if (local !== undefined && one.own.size > 0) effects.push(...this.movedOne(one.own, local.states, local.state));
    for (const [group, values] of one.all) effects.push(...this.movedAll(values, group));
    return { weight: of(one.weight), effects, restarts: this.instancesOfAll(one.restarts) };
  }

  /** One unit leaves a state for another. */
  private movedOne(values: ReadonlyMap<number, number>, { group, states }: LocalStates, from: number): Effect[] {
    const changes = new Map<number, Expression[]>();
    for (const { to, when } of this.moves(values, group, states[from] ?? [])) {
      const target = this.stateIndex(group, to);
      if (target === from) continue;
      const share = this.rewritten(allOf(when));
      add(changes, target, share);
      add(changes, from, { kind: 'unary', operator: '-', operand: share });
    }
    return [...changes].map(([state, terms]) => ({
      place: this.counterPlace(group, state),
      value: this.changed(this.counter(group, state), terms),
    }));
  }

  private changed(count: Expression, terms: readonly Expression[]): Expression {
    return terms.reduce((left, term) => {
      const isLess = term.kind === 'unary' && term.operator === '-';
      return isLess
        ? { kind: 'binary', operator: '-', left, right: term.operand }
        : { kind: 'binary', operator: '+', left, right: term };
    }, count);
  }

  /** All units of a group move at once, each by what it was. */
  private movedAll(values: ReadonlyMap<number, number>, group: Group): Effect[] {
    const local = this.localOf.get(group) ?? fail('a group without states');
    const arriving = new Map<number, Expression[]>(local.states.map((_, state) => [state, []]));
    const staying = new Set<number>();
    for (const [from, state] of local.states.entries()) {
      const count = this.counter(group, from);
      for (const { to, when } of this.moves(values, group, state)) {
        const target = this.stateIndex(group, to);
        if (target === from && when.length === 0) staying.add(from);
        const part: Expression =
          when.length === 0
            ? count
            : { kind: 'call', function: 'if', arguments: [this.rewritten(allOf(when)), count, number(0)] };
        add(arriving, target, part);
      }
    }
    return [...arriving].flatMap(([state, terms]) => {
      if (terms.length === 1 && staying.has(state)) return [];
      const value: Expression =
        terms.length === 1 ? (terms[0] as Expression) : { kind: 'call', function: 'sum', arguments: terms };
      return [{ place: this.counterPlace(group, state), value }];
    });
  }

  private moves(values: ReadonlyMap<number, number>, group: Group, state: readonly number[]): readonly Move[] {
    return this.inState.moves(values, group, state) ?? fail('a move that was known before');
  }

  private stateIndex(group: Group, state: readonly number[]): number {
    const key = state.join();
    const index = this.localOf.get(group)?.states.findIndex((known) => known.join() === key) ?? -1;
    return index >= 0 ? index : fail(`the state ${key} was not met`);
  }

  private impulses(reward: Reward): Reward['impulses'] {
    const { abstraction } = this.refined;
    return reward.impulses.flatMap(({ activity, value }) => {
      const { form } = abstraction.of(value);
      return (this.instancesOf.get(activity) ?? []).map((index) => ({
        activity: index,
        value: this.rewritten(this.about(form, this.instances[index]?.local)),
      }));
    });
  }

  private about(form: number, local: Instance['local']): Expression {
    if (local === undefined) return this.refined.abstraction.expression(form);
    const { group, states } = local.states;
    return this.inState.of(form, group, states[local.state] ?? []);
  }

  private shared(e: Expression): Expression {
    const { abstraction } = this.refined;
    return abstraction.expression(abstraction.of(e).form);
  }

  private counterPlace(group: Group, state: number): number {
    return (this.firstCounter.get(group) ?? fail('a group without counters')) + state;
  }

  private counter(group: Group, state: number): Expression {
    return { kind: 'place', index: this.counterPlace(group, state) };
  }

  /** A counter among expressions that are still to be rewritten. */
  private counterMark(group: Group, state: number): Expression {
    const counter = this.counter(group, state);
    this.rewrittenNodes.set(counter, counter);
    return counter;
  }

  private place(old: number): number {
    return this.newPlace.get(old) ?? fail(`place ${old} is counted`);
  }

  /** The expression with the places' new indices. */
  private rewritten(e: Expression): Expression {
    const known = this.rewrittenNodes.get(e);
    if (known !== undefined) return known;
    const made = this.withNewPlaces(e);
    this.rewrittenNodes.set(e, made);
    return made;
  }

  private withNewPlaces(e: Expression): Expression {
    switch (e.kind) {
      case 'place':
        return { kind: 'place', index: this.sharedPlace(e.index) };
      case 'select':
        return {
          kind: 'select',
          places: e.places.map((place) => this.sharedPlace(place)),
          subscript: this.rewritten(e.subscript),
        };
      case 'unary':
        return { ...e, operand: this.rewritten(e.operand) };
      case 'binary':
        return { ...e, left: this.rewritten(e.left), right: this.rewritten(e.right) };
      case 'call':
        return { ...e, arguments: e.arguments.map((term) => this.rewritten(term)) };
      default:
        return e;
    }
  }

  /** A role that is left over was read by an index that something shared decides. */
  private sharedPlace(index: number): number {
    const known = this.newPlace.get(index);
    if (known !== undefined) return known;
    const { abstraction, groups } = this.refined;
    const group = groups.find((one) => {
      const first = abstraction.roleOf(one);
      return index >= first && index < first + one.templates.length;
    });
    if (group === undefined) return fail(`place ${index} is counted`);
    throw new NotCounted(group, 'something reads them by a computed index');
  }
}

function add(lists: Map<number, Expression[]>, key: number, term: Expression): void {
  lists.set(key, [...(lists.get(key) ?? []), term]);
}

function fail(reason: string): never {
  throw new Error(`counting units: ${reason}`);
}
