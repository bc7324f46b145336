import type { Net } from '../net.js';
import { type AbstractActivity, ActivityReader } from './abstract-activity.js';
import { Abstraction } from './abstraction.js';
import { type Group, haveSameNumbers, merged, type Unit } from './candidates.js';
import { observersOf } from './observers.js';

/** Groups whose units nothing tells apart, and the net read with them in mind. */
export interface Refined {
  readonly groups: readonly Group[];
  readonly abstraction: Abstraction;
  readonly activities: readonly AbstractActivity[];
  /** The activities of each unit, so ordered that the k-th of one unit is the k-th of another of its group. */
  readonly ofUnit: ReadonlyMap<Unit, readonly AbstractActivity[]>;
  /** By template: why some units, or all, are not counted. */
  readonly refused: ReadonlyMap<string, string>;
  /** Templates of groups of which nothing is left. */
  readonly dead: readonly string[];
}

/** Takes groups apart, and puts them together, until no activity and no observer tells two units of a group apart. */
export function refined(net: Net, proposed: readonly Group[]): Refined {
  const refused = new Map<string, string>();
  const waiting = new Set<string>();
  let groups = proposed;
  for (;;) {
    const round = new Round(net, groups, refused, waiting);
    const next = round.next();
    if (next === undefined) {
      const alive = new Set(groups.flatMap(({ templates }) => templates));
      const lost = proposed.flatMap(({ templates }) => templates).filter((template) => !alive.has(template));
      return { ...round.result(), dead: lost.filter((template) => !waiting.has(template)) };
    }
    groups = next;
  }
}

class Round {
  private readonly abstraction: Abstraction;
  private readonly activities: readonly AbstractActivity[];
  private readonly ofUnit = new Map<Unit, AbstractActivity[]>();
  private readonly expelled = new Map<Unit, string>();
  private readonly clocked: { readonly owners: readonly Unit[]; readonly name: string }[] = [];

  constructor(
    private readonly net: Net,
    private readonly groups: readonly Group[],
    private readonly refused: Map<string, string>,
    private readonly waiting: Set<string>,
  ) {
    this.abstraction = new Abstraction(net, groups);
    const observers = observersOf(net);
    const reader = new ActivityReader(net, this.abstraction, observers);
    this.activities = net.activities.map((_, index) => reader.read(index));
    for (const { name, expressions } of observers) {
      for (const e of expressions) this.expel(this.abstraction.of(e).owners, `${name} looks at them one by one`);
    }
    for (const activity of this.activities) this.look(activity);
    for (const group of groups) for (const unit of group.units) this.ofUnit.get(unit)?.sort(inOrder);
  }

  result(): Omit<Refined, 'dead'> {
    const { groups, abstraction, activities, ofUnit, refused } = this;
    return { groups, abstraction, activities, ofUnit, refused };
  }

  /** The groups of the next round; undefined when these may stay. */
  next(): readonly Group[] | undefined {
    return this.withoutClocks() ?? this.joined() ?? this.withoutExpelled() ?? this.split();
  }

  private look(activity: AbstractActivity): void {
    const { owners, memoryless, index } = activity;
    const [unit, second] = owners;
    if (unit === undefined) return;
    const name = this.net.activities[index]?.name ?? '';
    if (!memoryless) this.clocked.push({ owners, name });
    const units = new Map<Group, Unit[]>();
    for (const owner of owners) {
      const group = this.abstraction.group(owner);
      units.set(group, [...(units.get(group) ?? []), owner]);
    }
    for (const some of units.values()) if (some.length > 1) this.expel(some, `${name} is about several of them`);
    if (second === undefined) {
      const own = this.ofUnit.get(unit);
      if (own === undefined) this.ofUnit.set(unit, [activity]);
      else own.push(activity);
    }
  }

  private expel(units: readonly Unit[], reason: string): void {
    for (const unit of units) if (!this.expelled.has(unit)) this.expelled.set(unit, reason);
  }

  /** Units of several groups that are read together become one unit, or else one of the groups has to wait. */
  private joined(): readonly Group[] | undefined {
    const pairs = new Map<Group, Map<Group, boolean>>();
    const owners = [
      ...this.abstraction.together,
      ...this.activities.flatMap((activity) => (activity.owners.length > 1 ? [activity.owners] : [])),
    ];
    for (const units of owners) this.notePairs(units, pairs);
    const together = this.mergedPairs(pairs);
    if (together !== undefined) return together;
    const waiting = new Set<Group>();
    for (const [one, others] of pairs) {
      for (const other of others.keys()) {
        if (!waiting.has(one) && !waiting.has(other)) waiting.add(isDeeper(one, other) ? other : one);
      }
    }
    for (const { templates } of waiting) for (const template of templates) this.waiting.add(template);
    return waiting.size === 0 ? undefined : this.groups.filter((group) => !waiting.has(group));
  }

  private mergedPairs(pairs: ReadonlyMap<Group, ReadonlyMap<Group, boolean>>): readonly Group[] | undefined {
    const partnerOf = new Map<Group, Group>();
    const taken = new Set<Group>();
    for (const [one, others] of pairs) {
      for (const [other, isMatching] of others) {
        if (!isMatching || taken.has(one) || taken.has(other) || !haveSameNumbers(one, other)) continue;
        partnerOf.set(one, other);
        taken.add(one).add(other);
      }
    }
    if (taken.size === 0) return undefined;
    return this.groups.flatMap((group) => {
      const partner = partnerOf.get(group);
      if (partner !== undefined) return [merged(group, partner)];
      return taken.has(group) ? [] : [group];
    });
  }

  private notePairs(units: readonly Unit[], pairs: Map<Group, Map<Group, boolean>>): void {
    const [first] = units;
    if (first === undefined) return;
    const one = this.abstraction.group(first);
    const perGroup = new Map<Group, Unit | undefined>();
    for (const unit of units) {
      const group = this.abstraction.group(unit);
      perGroup.set(group, perGroup.has(group) ? undefined : unit);
    }
    // Several units of one group are no sign of what belongs together.
    const own = perGroup.get(one);
    if (own === undefined) return;
    for (const [other, unit] of perGroup) {
      if (other === one || unit === undefined) continue;
      const known = pairs.get(one) ?? new Map<Group, boolean>();
      pairs.set(one, known.set(other, (known.get(other) ?? true) && unit.value === own.value));
    }
  }

  /** First of all, for whatever else belongs to a unit, its clock does too. */
  private withoutClocks(): readonly Group[] | undefined {
    if (this.clocked.length === 0) return undefined;
    this.expelled.clear();
    for (const { owners, name } of this.clocked) {
      this.expel(owners, `the clock of ${name} remembers: only exponential ones can be counted`);
    }
    return this.withoutExpelled();
  }

  private withoutExpelled(): readonly Group[] | undefined {
    if (this.expelled.size === 0) return undefined;
    return this.groups.flatMap((group) => {
      const odd = group.units.find((unit) => this.expelled.has(unit));
      if (odd !== undefined) this.refuse(group, this.expelled.get(odd) ?? '');
      return this.kept({ ...group, units: group.units.filter((unit) => !this.expelled.has(unit)) });
    });
  }

  /** Units with different activities are of different groups. */
  private split(): readonly Group[] | undefined {
    let isSplit = false;
    const groups = this.groups.flatMap((group) => {
      const classes = new Map<string, Unit[]>();
      for (const unit of group.units) {
        const text = this.textOf(unit);
        classes.set(text, [...(classes.get(text) ?? []), unit]);
      }
      if (classes.size === 1) return [group];
      isSplit = true;
      if ([...classes.values()].every(({ length }) => length === 1)) this.refuse(group, this.difference(group));
      return [...classes.values()].flatMap((units) => this.kept({ ...group, units }));
    });
    return isSplit ? groups : undefined;
  }

  private textOf(unit: Unit): string {
    const ranges = unit.places.map((place) => `${this.net.places[place]?.min}..${this.net.places[place]?.max}`);
    return [...ranges, ...(this.ofUnit.get(unit) ?? []).map(({ text }) => text)].join('\n');
  }

  private difference({ units: [one, other] }: Group): string {
    const own = one === undefined ? [] : (this.ofUnit.get(one) ?? []);
    const others = other === undefined ? [] : (this.ofUnit.get(other) ?? []);
    const lacking = own.find(({ text }) => others.every((activity) => activity.text !== text));
    const name = lacking === undefined ? undefined : this.net.activities[lacking.index]?.name;
    return name === undefined ? 'they differ' : `no other has an activity like ${name}`;
  }

  private kept(group: Group): readonly Group[] {
    return group.units.length > 1 ? [group] : [];
  }

  private refuse(group: Group, reason: string): void {
    for (const template of group.templates) if (!this.refused.has(template)) this.refused.set(template, reason);
  }
}

const inOrder = (a: AbstractActivity, b: AbstractActivity): number =>
  a.text < b.text ? -1 : a.text > b.text ? 1 : a.index - b.index;

/** Members of members go first, then the larger group. */
function isDeeper(one: Group, other: Group): boolean {
  const depth = ({ templates }: Group): number =>
    Math.max(...templates.map((text) => text.match(/\d+|#/g)?.length ?? 0));
  if (depth(one) !== depth(other)) return depth(one) > depth(other);
  return one.units.length >= other.units.length;
}
