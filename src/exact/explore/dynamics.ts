import { checkPlaceValue } from '../../kernel/faults.js';
import { immediatesInOrder } from '../../kernel/slots.js';
import { placesRead } from '../../net/expression/analyse.js';
import type { Activity, Case, Net } from '../../net/net.js';
import { type Clock, clockOf, type Fits, type PhasedClock } from './clock.js';
import type { Field } from './packing.js';
import { type Reader, Readers } from './reader.js';

export interface CompiledCase {
  readonly weight: Reader;
  readonly effects: readonly { readonly place: number; readonly value: Reader }[];
  /** Fields of the clocks that are drawn anew. */
  readonly restarts: readonly number[];
}

export interface CompiledActivity {
  readonly index: number;
  readonly name: string;
  readonly guard: Reader;
  readonly cases: readonly CompiledCase[];
  /** The field of its phase, when its clock has phases. */
  readonly field: number | undefined;
}

/** An activity whose clock has a field in the state, 0 while it is not set. */
export interface Kept extends CompiledActivity {
  readonly field: number;
}

export interface Phased extends Kept {
  readonly clock: PhasedClock;
}

export interface Memoryless extends CompiledActivity {
  readonly rate: Reader;
}

/**
 * A net's activities, ready to be tried in a state: a list of fields, first the values of the places, then of each clock with a
 * memory its phase or what is kept of it, then what else firings carry along unread.
 */
export class Dynamics {
  readonly fields: readonly Field[];
  /** What fires before time advances, in order: immediates, then clocks that ring as soon as they are set. */
  readonly instants: readonly CompiledActivity[];
  /** Of each instant its rank: among those of one rank only the order of declaration decides. */
  readonly rankOfInstant: readonly number[];
  readonly memoryless: readonly Memoryless[];
  readonly phased: readonly Phased[];
  /** Fixed delays and calendars, when they are kept. */
  readonly kept: readonly Kept[];
  /** By place: the instants (positions in `instants`) and the clocks with a field whose guards read it. */
  readonly instantsReading: readonly (readonly number[])[];
  private readonly clocksReading: readonly (readonly Kept[])[];
  readonly readers: Readers;

  constructor(
    readonly net: Net,
    fits: Fits,
    carried: readonly Field[] = [],
  ) {
    this.readers = new Readers(net);
    const clocks = new Map<number, Clock>();
    for (const [index, activity] of net.activities.entries()) {
      if (activity.timing.kind === 'immediate') continue;
      const most = fits.kept?.get(index);
      clocks.set(index, most === undefined ? clockOf(activity, this.readers, fits) : { kind: 'kept', most });
    }
    const fieldOf = new Map<number, number>();
    const fields: Field[] = net.places.map(({ min, max }) => ({ min, max }));
    for (const [index, clock] of clocks) {
      if (clock.kind !== 'phased' && clock.kind !== 'kept') continue;
      fieldOf.set(index, fields.length);
      fields.push({ min: 0, max: clock.kind === 'kept' ? clock.most : clock.phaseCountMax });
    }
    this.fields = [...fields, ...carried];
    const compile = (index: number): CompiledActivity => this.compile(index, fieldOf);
    const memoryless: Memoryless[] = [];
    const phased: Phased[] = [];
    const kept: Kept[] = [];
    for (const [index, clock] of clocks) {
      const compiled = compile(index);
      if (clock.kind === 'memoryless') memoryless.push({ ...compiled, rate: clock.rate });
      const field = fieldOf.get(index);
      if (clock.kind === 'phased' && field !== undefined) phased.push({ ...compiled, field, clock });
      if (clock.kind === 'kept' && field !== undefined) kept.push({ ...compiled, field });
    }
    this.memoryless = memoryless;
    this.phased = phased;
    this.kept = kept;
    const instantClocks = [...clocks].flatMap(([index, clock]) => (clock.kind === 'instant' ? [{ index, clock }] : []));
    const byRank = (a: { index: number }, b: { index: number }): number =>
      this.activity(b.index).priority - this.activity(a.index).priority || a.index - b.index;
    this.instants = [
      ...immediatesInOrder(net.activities).map(compile),
      ...instantClocks.sort(byRank).map(({ index, clock }) => withSpeed(compile(index), clock.running)),
    ];
    const ringing = new Set(instantClocks.map(({ index }) => index));
    this.rankOfInstant = ranks(this.instants, ({ index }) => `${ringing.has(index)} ${this.activity(index).priority}`);
    const reads = (index: number): Set<number> => this.readsOf(index);
    this.instantsReading = byPlace(net, this.instants, (instant) => reads(instant.index)).map((positions) => positions);
    const withField: readonly Kept[] = [...phased, ...kept];
    this.clocksReading = byPlace(net, withField, (one) => reads(one.index)).map((positions) =>
      positions.map((position) => withField[position] as Kept),
    );
  }

  /**
   * Lets a case land: `from` is the state before, `to` becomes the state after, with the clocks that are lost. Calls
   * `changed` with each place whose value is another than before.
   */
  land(
    activity: CompiledActivity,
    chosen: CompiledCase,
    from: Int32Array,
    to: Int32Array,
    changed?: (place: number) => void,
  ): void {
    to.set(from);
    for (const { place, value } of chosen.effects) {
      const next = value(from);
      checkPlaceValue(this.net, place, next);
      to[place] = next;
    }
    if (activity.field !== undefined) to[activity.field] = 0;
    for (const field of chosen.restarts) to[field] = 0;
    for (const { place } of chosen.effects) {
      if (to[place] === from[place]) continue;
      changed?.(place);
      for (const { field, guard } of this.clocksReading[place] ?? []) {
        if (to[field] !== 0 && guard(to) === 0) to[field] = 0;
      }
    }
  }

  private activity(index: number): Activity {
    const activity = this.net.activities[index];
    if (activity === undefined) throw new RangeError(`activity ${index} of ${this.net.activities.length}`);
    return activity;
  }

  private compile(index: number, fieldOf: ReadonlyMap<number, number>): CompiledActivity {
    const { name, guard, cases } = this.activity(index);
    const compiledCase = ({ weight, effects, restarts }: Case): CompiledCase => ({
      weight: this.readers.reader(weight),
      effects: effects.map(({ place, value }) => ({ place, value: this.readers.reader(value) })),
      restarts: restarts.flatMap((restarted) => fieldOf.get(restarted) ?? []),
    });
    return {
      index,
      name,
      guard: this.readers.reader(guard),
      cases: cases.map(compiledCase),
      field: fieldOf.get(index),
    };
  }

  /** Places that decide whether the activity is enabled (and, of an instant clock, whether it runs). */
  private readsOf(index: number): Set<number> {
    const { guard, timing } = this.activity(index);
    const reads = placesRead(guard, this.net.lets);
    if (timing.kind === 'delay' && timing.speed !== undefined) {
      for (const place of placesRead(timing.speed, this.net.lets)) reads.add(place);
    }
    return reads;
  }
}

function withSpeed(activity: CompiledActivity, running: Reader | undefined): CompiledActivity {
  if (running === undefined) return activity;
  const { guard } = activity;
  return { ...activity, guard: (state) => (guard(state) !== 0 && running(state) > 0 ? 1 : 0) };
}

/** Numbers the runs of items with one key. */
function ranks<T>(items: readonly T[], keyOf: (item: T) => string): number[] {
  let rank = 0;
  return items.map((item, position) => {
    const before = items[position - 1];
    if (before !== undefined && keyOf(before) !== keyOf(item)) rank++;
    return rank;
  });
}

function byPlace<T>(net: Net, items: readonly T[], reads: (item: T) => Set<number>): number[][] {
  const lists: number[][] = net.places.map(() => []);
  for (const [position, item] of items.entries()) for (const place of reads(item)) lists[place]?.push(position);
  return lists;
}
