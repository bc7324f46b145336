import { type Expression, number } from '../expression/expression.js';
import type { Activity, Case, Effect, Let, Net, Place, Reward } from '../net.js';
import type { AbstractActivity, AbstractCase } from './abstract-activity.js';
import type { Group, Unit } from './candidates.js';
import { countedAggregate } from './counted-aggregate.js';
import { Counters } from './counters.js';
import { InState, type LocalStates, localStates, NotCounted, writtenTogether } from './local-states.js';
import { type Rewriting, rewrittenMeasure, rewrittenReward, rewrittenTiming } from './map-net.js';
import { allOf } from './moves.js';
import { commonName, Names, stateText } from './names.js';
import { NewPlaces } from './new-places.js';
import type { Refined } from './refine.js';

/**
 * Groups whose units are counted, with the states that a unit of each may be in. Throws NotCounted, also of a group that would have more
 * activities when counted, unless those are wanted.
 */
export function countable(net: Net, refined: Refined, evenIfMore: boolean): readonly LocalStates[] {
  const inState = new InState(refined.abstraction, net.places.length);
  const together = writtenTogether(refined);
  return refined.groups.map((group) => {
    const local = localStates(net, refined, group, inState, together.get(group));
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
  private readonly newPlaces: NewPlaces;
  private readonly counters: Counters;
  private readonly instances: Instance[] = [];
  private readonly instancesOf = new Map<number, number[]>();

  constructor(
    private readonly old: Net,
    private readonly refined: Refined,
    locals: readonly LocalStates[],
  ) {
    this.inState = new InState(refined.abstraction, old.places.length);
    this.newPlaces = new NewPlaces(old, refined);
    const first = this.newPlaces.kept.length;
    this.counters = new Counters(old, locals, first, this.inState, (e) => this.newPlaces.of(e));
    for (const activity of refined.activities) this.addInstances(activity);
  }

  net(): Net {
    const { old } = this;
    const rewriting: Rewriting = {
      expression: (e) => this.newPlaces.of(this.shared(e)),
      impulses: (reward) => this.impulses(reward),
    };
    return {
      ...old,
      places: this.places(),
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

  private places(): Place[] {
    const names = new Names();
    return [...this.newPlaces.kept, ...this.counters.places].map((place) => ({
      ...place,
      name: names.unique(place.name),
    }));
  }

  /** Those of the first unit of a group stand for those of all. */
  private addInstances(activity: AbstractActivity): void {
    const [unit] = activity.owners;
    if (unit === undefined) this.addInstance({ old: activity });
    else {
      const group = this.refined.abstraction.group(unit);
      if (unit !== group.units[0]) return;
      const states = this.counters.local(group);
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
      if ('form' in one) return { name: one.name, expression: this.newPlaces.of(abstraction.expression(one.form)) };
      const { group } = one.aggregate;
      const count = (state: number) => this.newPlaces.asNew(this.counters.count(group, state));
      const counted = countedAggregate(one.aggregate, this.counters.local(group), this.inState, count);
      return { name: one.name, expression: this.newPlaces.of(counted) };
    });
  }

  private activity({ old, local }: Instance): Activity {
    const activity = this.old.activities[old.index] as Activity;
    const of = (form: number): Expression => this.newPlaces.of(this.about(form, local));
    const cases = old.cases.map((one) => this.case(one, of, local));
    if (local === undefined) {
      const timing = rewrittenTiming(activity.timing, (e) => this.newPlaces.of(this.shared(e)));
      const name = this.names.unique(activity.name);
      return { name, guard: of(old.guard), timing, priority: activity.priority, cases };
    }
    const { group, states } = local.states;
    const count = this.counters.count(group, local.state);
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
    const effects: Effect[] = [...one.shared].map(([place, form]) => ({
      place: this.newPlaces.place(place),
      value: of(form),
    }));
    if (local !== undefined && one.own.size > 0)
      effects.push(...this.counters.movedOne(one.own, local.states, local.state));
    for (const [group, values] of one.all) effects.push(...this.counters.movedAll(values, group));
    return { weight: of(one.weight), effects, restarts: this.instancesOfAll(one.restarts) };
  }

  private impulses(reward: Reward): Reward['impulses'] {
    const { abstraction } = this.refined;
    return reward.impulses.flatMap(({ activity, value }) => {
      const { form } = abstraction.of(value);
      return (this.instancesOf.get(activity) ?? []).map((index) => ({
        activity: index,
        value: this.newPlaces.of(this.about(form, this.instances[index]?.local)),
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
}
