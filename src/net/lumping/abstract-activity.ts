import type { Expression } from '../expression/expression.js';
import type { Activity, Case, Net } from '../net.js';
import { type Abstract, type Abstraction, union } from './abstraction.js';
import type { Group, Unit } from './candidates.js';
import { memorylessRate } from './memoryless.js';
import type { Observer } from './observers.js';

/** An activity read with groups of units in mind: what it does to the unit it is about, to what is shared, and to all units alike. */
export interface AbstractActivity {
  readonly index: number;
  /** Units it is about: it can be counted when that is at most one. */
  readonly owners: readonly Unit[];
  /** False of a clock that remembers. */
  readonly memoryless: boolean;
  readonly guard: number;
  /** Absent of an immediate, and of a clock that is not one unit's. */
  readonly rate?: number;
  readonly cases: readonly AbstractCase[];
  readonly impulses: readonly { readonly observer: number; readonly reward: number; readonly value: number }[];
  /** Equal texts are one activity of two units. */
  readonly text: string;
}

export interface AbstractCase {
  readonly weight: number;
  /** New values of the unit's roles. */
  readonly own: ReadonlyMap<number, number>;
  /** New values of shared places. */
  readonly shared: ReadonlyMap<number, number>;
  /** Groups all of whose units take these values of their roles. */
  readonly all: ReadonlyMap<Group, ReadonlyMap<number, number>>;
  readonly restarts: readonly number[];
}

/** Reads the activities of a net. */
export class ActivityReader {
  private readonly impulsesOn = new Map<number, { observer: number; reward: number; value: Expression }[]>();
  private readonly endsOf = new Map<number, string[]>();

  constructor(
    private readonly net: Net,
    private readonly abstraction: Abstraction,
    observers: readonly Observer[],
  ) {
    for (const [observer, { rewards }] of observers.entries()) {
      for (const [reward, { impulses }] of rewards.entries()) {
        for (const { activity, value } of impulses) push(this.impulsesOn, activity, { observer, reward, value });
      }
    }
    for (const [span, ends] of net.spans.entries()) {
      if (ends.kind === 'while') continue;
      for (const activity of ends.from) push(this.endsOf, activity, `from ${span}`);
      for (const activity of ends.to) push(this.endsOf, activity, `to ${span}`);
    }
  }

  read(index: number): AbstractActivity {
    const activity = this.net.activities[index] as Activity;
    const { timing } = activity;
    const ownersOf: (readonly Unit[])[] = [];
    const form = (e: Expression): number => this.noted(e, ownersOf).form;
    const guard = form(activity.guard);
    const memoryless = timing.kind === 'immediate' || memorylessRate(timing) !== undefined;
    const rate = timing.kind === 'immediate' ? undefined : memorylessRate(timing);
    const abstractRate = rate === undefined ? undefined : form(rate);
    const cases = activity.cases.map((one) => this.readCase(one, ownersOf, form));
    const impulses = (this.impulsesOn.get(index) ?? []).map((impulse) => ({ ...impulse, value: form(impulse.value) }));
    const text = [
      guard,
      timing.kind === 'immediate' ? 'immediate' : abstractRate,
      activity.priority,
      cases.map(caseText).join(' | '),
      impulses.map(({ observer, reward, value }) => `${observer} ${reward} ${value}`).join(),
      (this.endsOf.get(index) ?? []).join(),
    ].join('; ');
    const head = { index, owners: union(ownersOf), memoryless, guard, cases, impulses, text };
    return abstractRate === undefined ? head : { ...head, rate: abstractRate };
  }

  private noted(e: Expression, ownersOf: (readonly Unit[])[]): Abstract {
    const found = this.abstraction.of(e);
    if (found.owners.length > 0) ownersOf.push(found.owners);
    return found;
  }

  private readCase(one: Case, ownersOf: (readonly Unit[])[], form: (e: Expression) => number): AbstractCase {
    const weight = form(one.weight);
    const shared = new Map<number, number>();
    const written = new Map<Unit, Map<number, Abstract>>();
    for (const { place, value } of one.effects) {
      const owner = this.abstraction.ownerOf(place);
      if (owner === undefined) shared.set(place, form(value));
      else {
        const roles = written.get(owner.unit) ?? new Map<number, Abstract>();
        written.set(owner.unit, roles.set(owner.role, this.abstraction.of(value)));
      }
    }
    const all = this.takeAll(written);
    const own = new Map<number, number>();
    for (const [unit, roles] of written) {
      ownersOf.push([unit]);
      for (const [role, { form: value, owners }] of roles) {
        own.set(role, value);
        ownersOf.push(owners);
      }
    }
    // A clock without memory may be drawn anew at any time.
    const restarts = one.restarts.filter((target) => this.remembers(target));
    return { weight, own, shared, all, restarts };
  }

  private remembers(index: number): boolean {
    const timing = (this.net.activities[index] as Activity).timing;
    return timing.kind !== 'immediate' && memorylessRate(timing) === undefined;
  }

  /** Takes out what is written to all units of a group alike, each by what it reads of itself. */
  private takeAll(written: Map<Unit, Map<number, Abstract>>): Map<Group, ReadonlyMap<number, number>> {
    const all = new Map<Group, ReadonlyMap<number, number>>();
    const counts = new Map<Group, Unit[]>();
    for (const unit of written.keys()) push(counts, this.abstraction.group(unit), unit);
    for (const [group, units] of counts) {
      if (units.length < group.units.length) continue;
      const texts = units.map((unit) => rolesText(written.get(unit) as Map<number, Abstract>, unit));
      const [first] = units;
      if (first === undefined || texts[0] === undefined || texts.some((text) => text !== texts[0])) continue;
      all.set(
        group,
        new Map([...(written.get(first) as Map<number, Abstract>)].map(([role, { form }]) => [role, form])),
      );
      for (const unit of units) written.delete(unit);
    }
    return all;
  }
}

/** Undefined when a value reads another unit. */
function rolesText(roles: ReadonlyMap<number, Abstract>, unit: Unit): string | undefined {
  if ([...roles.values()].some(({ owners }) => owners.some((owner) => owner !== unit))) return undefined;
  return mapText(new Map([...roles].map(([role, { form }]) => [role, form])));
}

function caseText({ weight, own, shared, all, restarts }: AbstractCase): string {
  const groups = [...all].map(([group, roles]) => `${group.templates} ${mapText(roles)}`);
  return [weight, mapText(own), mapText(shared), groups.join(), [...restarts].sort((a, b) => a - b).join()].join(':');
}

const mapText = (values: ReadonlyMap<number, number>): string =>
  [...values]
    .sort(([a], [b]) => a - b)
    .map(([key, value]) => `${key}=${value}`)
    .join();

function push<Key, Value>(lists: Map<Key, Value[]>, key: Key, value: Value): void {
  const list = lists.get(key);
  if (list === undefined) lists.set(key, [value]);
  else list.push(value);
}
