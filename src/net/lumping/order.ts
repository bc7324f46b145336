import { operandsOf } from '../expression/analyse.js';
import type { Expression } from '../expression/expression.js';
import type { Activity, Net } from '../net.js';
import type { AbstractActivity } from './abstract-activity.js';
import type { Abstraction } from './abstraction.js';
import type { Group } from './candidates.js';
import { InState, type LocalStates, NotCounted } from './local-states.js';
import type { Refined } from './refine.js';

/** An immediate activity: one that every unit of a group has, or a single one. */
interface Immediate {
  readonly activity: AbstractActivity;
  readonly group?: Group;
  readonly priority: number;
  /** Of all units. */
  readonly indices: readonly number[];
  readonly reads: Reads;
  /** Of its guard alone. */
  readonly guardReads: Reads;
}

/** Places and roles. */
interface Reads {
  /** Of the unit that an expression is about. */
  readonly own: ReadonlySet<number>;
  /** Of what is shared, and of all units together. */
  readonly common: ReadonlySet<number>;
}

/**
 * Among immediates that are tied the order of declaration decides, and so which unit goes first; counted units have no order. Finds a
 * group in which that may matter: several states enable an activity of equal rank, and what one unit's firing
 * writes is looked at before the next has fired. Where all is independent of each other, or equal, any order comes to the same.
 */
export function undecidedOrder(net: Net, refined: Refined, locals: readonly LocalStates[]): NotCounted | undefined {
  return new Orders(net, refined, locals).undecided();
}

class Orders {
  private readonly immediates: readonly Immediate[];
  private readonly ranks: ReadonlyMap<number, number>;
  private readonly reader: ReadsOfForms;

  constructor(
    private readonly net: Net,
    private readonly refined: Refined,
    private readonly locals: readonly LocalStates[],
  ) {
    this.reader = new ReadsOfForms(net, refined.abstraction);
    this.immediates = [...this.ofGroups(), ...this.single()];
    const sorted = this.immediates
      .flatMap(({ indices }) => indices)
      .sort((a, b) => this.priority(b) - this.priority(a) || a - b);
    this.ranks = new Map(sorted.map((index, rank) => [index, rank]));
  }

  undecided(): NotCounted | undefined {
    const inState = new InState(this.refined.abstraction, this.net.places.length);
    for (const one of this.immediates) {
      if (one.group === undefined) continue;
      const between = this.between(one);
      if (between.length === 0 && !this.isEnabledInSeveral(one, inState)) continue;
      if (this.isDependent(one, between)) return new NotCounted(one.group, this.reason(one));
    }
    return undefined;
  }

  private reason({ activity }: Immediate): string {
    return `the order of declaration decides for which of them ${this.net.activities[activity.index]?.name} happens first`;
  }

  private *ofGroups(): Iterable<Immediate> {
    const { ofUnit } = this.refined;
    for (const { group, activities } of this.locals) {
      for (const [k, activity] of activities.entries()) {
        if (!this.isImmediate(activity.index)) continue;
        const indices = group.units.map((unit) => ofUnit.get(unit)?.[k]?.index ?? activity.index);
        yield { ...this.immediate(activity, indices), group };
      }
    }
  }

  private *single(): Iterable<Immediate> {
    for (const activity of this.refined.activities) {
      if (activity.owners.length === 0 && this.isImmediate(activity.index))
        yield this.immediate(activity, [activity.index]);
    }
  }

  private immediate(activity: AbstractActivity, indices: readonly number[]): Immediate {
    const guardReads = this.reader.ofAll([activity.guard]);
    const forms = [activity.guard, ...activity.impulses.map(({ value }) => value)];
    for (const { weight, own, shared, all } of activity.cases) {
      forms.push(weight, ...own.values(), ...shared.values());
      for (const values of all.values()) forms.push(...values.values());
    }
    return { activity, indices, priority: this.priority(activity.index), reads: this.reader.ofAll(forms), guardReads };
  }

  private isImmediate(index: number): boolean {
    return (this.net.activities[index] as Activity).timing.kind === 'immediate';
  }

  private priority(index: number): number {
    return (this.net.activities[index] as Activity).priority;
  }

  private isEnabledInSeveral({ activity, group }: Immediate, inState: InState): boolean {
    const local = this.locals.find((one) => one.group === group);
    return local !== undefined && inState.statesIn(activity.guard, local).length > 1;
  }

  /** Others of equal priority that are declared between those of the units. */
  private between(one: Immediate): readonly Immediate[] {
    const ranks = one.indices.map((index) => this.ranks.get(index) ?? 0);
    const least = ranks.reduce((a, b) => Math.min(a, b));
    const most = ranks.reduce((a, b) => Math.max(a, b));
    if (most - least + 1 === ranks.length) return [];
    return this.immediates.filter(
      (other) =>
        other !== one &&
        other.indices.some((index) => {
          const rank = this.ranks.get(index) ?? 0;
          return rank > least && rank < most;
        }),
    );
  }

  /** Whether what one unit's firing writes is looked at by anything that may fire before all units have had their turn. */
  private isDependent(one: Immediate, between: readonly Immediate[]): boolean {
    const following = new Set([one, ...between]);
    const written = new Written();
    for (const next of following) {
      written.add(next);
      for (const other of this.immediates) {
        if (other.priority < one.priority || following.has(other)) continue;
        // One of higher priority is not enabled now, and happens only when that changes.
        const { own, common } = other.priority > one.priority ? other.guardReads : other.reads;
        const isOwn = other.group !== undefined && other.group === next.group && meets(own, written.places);
        if (isOwn || meets(common, written.places)) following.add(other);
      }
    }
    return (
      [...following].some((immediate) => immediate.activity.cases.some(({ all }) => all.size > 0)) ||
      written.differently((form) => this.refined.abstraction.expression(form).kind === 'number') ||
      [...following].some((immediate) => written.isReadBy(immediate)) ||
      this.stopsClock(written.places) ||
      this.spansWithin(following)
    );
  }

  /** A clock that remembers is drawn anew when its guard was false for no time even. */
  private stopsClock(written: ReadonlyMap<number, unknown>): boolean {
    return this.refined.activities.some(
      ({ memoryless, guard }) => !memoryless && meets(this.reader.ofAll([guard]).common, written),
    );
  }

  private spansWithin(following: ReadonlySet<Immediate>): boolean {
    const indices = new Set([...following].flatMap((immediate) => immediate.indices));
    const some = (activities: readonly number[]): boolean => activities.some((index) => indices.has(index));
    return this.net.spans.some((span) => span.kind === 'from-to' && some(span.from) && some(span.to));
  }
}

/** What some immediates write, and which of them. */
class Written {
  private readonly writers = new Map<number, { readonly by: Immediate; readonly form: number }[]>();
  private readonly shared = new Set<number>();

  get places(): ReadonlyMap<number, unknown> {
    return this.writers;
  }

  add(by: Immediate): void {
    for (const { own, shared } of by.activity.cases) {
      for (const place of shared.keys()) this.shared.add(place);
      for (const [place, form] of [...own, ...shared]) {
        this.writers.set(place, [...(this.writers.get(place) ?? []), { by, form }]);
      }
    }
  }

  /** Whether units, or a unit and something single, write what is shared, and not one and the same number. */
  differently(isNumber: (form: number) => boolean): boolean {
    return [...this.writers].some(([place, writers]) => {
      if (!this.shared.has(place)) return false;
      const [first] = writers;
      if (first === undefined || writers.every(({ by }) => by.group === undefined)) return false;
      return writers.some(({ form }) => form !== first.form || !isNumber(form));
    });
  }

  /** Whether an immediate reads what other units write, or, if it is a unit's, what something single does. */
  isReadBy({ group, reads }: Immediate): boolean {
    return [...reads.common].some((place) =>
      (this.writers.get(place) ?? []).some(({ by }) => by.group !== undefined || group !== undefined),
    );
  }
}

function meets(one: ReadonlySet<number>, other: { has(place: number): boolean }): boolean {
  for (const place of one) if (other.has(place)) return true;
  return false;
}

/** What forms read, through lets and aggregates. */
class ReadsOfForms {
  private readonly ofLets = new Map<number, ReadonlySet<number>>();

  constructor(
    private readonly net: Net,
    private readonly abstraction: Abstraction,
  ) {}

  ofAll(forms: readonly number[]): Reads {
    const own = new Set<number>();
    const common = new Set<number>();
    for (const form of forms) {
      this.visit(
        this.abstraction.expression(form),
        (place) => {
          if (place < this.net.places.length) common.add(place);
          else own.add(place);
        },
        common,
      );
    }
    return { own, common };
  }

  private visit(e: Expression, see: (place: number) => void, common: Set<number>): void {
    if (e.kind === 'place') see(e.index);
    if (e.kind === 'select') for (const place of e.places) see(place);
    if (e.kind === 'let') for (const place of this.ofLet(e.index)) common.add(place);
    for (const operand of operandsOf(e)) this.visit(operand, see, common);
  }

  /** Of an aggregate also the roles of the units. */
  private ofLet(index: number): ReadonlySet<number> {
    const known = this.ofLets.get(index);
    if (known !== undefined) return known;
    const one = this.abstraction.lets[index];
    const read = new Set<number>();
    if (one !== undefined) {
      const form = 'form' in one ? one.form : one.aggregate.element;
      this.visit(this.abstraction.expression(form), (place) => read.add(place), read);
    }
    this.ofLets.set(index, read);
    return read;
  }
}
