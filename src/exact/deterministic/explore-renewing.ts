import { checkSpeed } from '../../kernel/faults.js';
import type { Expression } from '../../net/expression/expression.js';
import type { Net } from '../../net/net.js';
import { type Chain, ChainBuilder } from '../chain/chain.js';
import { type CompiledActivity, Dynamics, type Phased } from '../explore/dynamics.js';
import type { ExploreOptions } from '../explore/explore.js';
import { Firing, type Impulses } from '../explore/firing.js';
import { Packing } from '../explore/packing.js';
import { ExactRefusal } from '../explore/refusal.js';
import { StateIndex } from '../explore/state-index.js';
import type { FixedTiming } from './fixed-timing.js';

/** Moves with a rate or probability each, from state to state. */
export interface Moves {
  readonly from: readonly number[];
  readonly to: readonly number[];
  readonly weight: readonly number[];
}

/** A net whose only clock with a memory is fixed and renews itself: its settled states and how it goes on from each. */
export interface RenewingStates {
  readonly net: Net;
  readonly count: number;
  /** How long the fixed clock of a state runs, from when it was set; 0: none runs, the state is left by chance alone. */
  readonly runs: Float64Array;
  /** Moves by chance that let the fixed clock run on. */
  readonly onward: Chain;
  /** Moves by chance after which no fixed clock runs or one has just been set, and those when it rings (probabilities). */
  readonly renewing: Moves;
  readonly ringing: Moves;
  readonly initial: ReadonlyMap<number, number>;
  /** Of each reward and state: gained per unit of time by moves by chance, and when the clock rings. */
  readonly gainedByChance: readonly Float64Array[];
  readonly gainedByRinging: readonly Float64Array[];
  readonly gainedAtStart: readonly number[];
  values(expression: Expression): Float64Array;
}

class MoveList implements Moves {
  readonly from: number[] = [];
  readonly to: number[] = [];
  readonly weight: number[] = [];

  add(from: number, to: number, weight: number): void {
    this.from.push(from);
    this.to.push(to);
    this.weight.push(weight);
  }
}

/**
 * Explores a net in which at most one fixed clock runs at a time, or whose calendars share a grid (then the fixed clock is the
 * grid's step). States in which `stop` holds are not left. Throws an ExactRefusal when two fixed clocks run at once.
 */
export function exploreRenewing(
  net: Net,
  timing: FixedTiming,
  rewards: readonly Impulses[],
  stop: Expression | undefined,
  options: ExploreOptions,
): RenewingStates {
  const statesMost = Math.min(options.statesMost ?? 20_000, 20_000);
  const dynamics = new Dynamics(net, { phasesMost: undefined, made: new Map(), fixed: timing.delays });
  const firing = new Firing(dynamics, rewards);
  const { grid } = timing;
  // Besides the net's own fields, the position in the cycle of the calendars.
  const packing = new Packing([...dynamics.fields, { min: 0, max: (grid?.cycle ?? 1) - 1 }]);
  const tickField = dynamics.fields.length;
  const index = new StateIndex(packing.wordCount);
  const words = new Int32Array(packing.wordCount);
  const stops = stop === undefined ? undefined : dynamics.readers.reader(stop);
  const ends = (settled: Int32Array): boolean => stops !== undefined && stops(settled) !== 0;
  const fixed = dynamics.phased.filter((activity) => timing.delays.has(activity.index));
  const runs: number[] = [];
  const onward = new ChainBuilder(1024);
  const renewing = new MoveList();
  const ringing = new MoveList();
  const initial = new Map<number, number>();
  const byChance = rewards.map((): number[] => []);
  const byRinging = rewards.map((): number[] => []);
  const state = new Int32Array(tickField + 1);
  let tick = 0;

  const number = (settled: Int32Array, ticks: number): number => {
    state.set(settled.subarray(0, tickField));
    state[tickField] = ticks;
    packing.pack(state, words);
    const found = index.number(words);
    if (index.count > statesMost)
      throw new ExactRefusal(`more than ${statesMost} states beside a fixed clock`, 'simulate');
    return found;
  };
  const withClocks = (settled: Int32Array, share: number, land: (settled: Int32Array, share: number) => void): void => {
    const missing = dynamics.phased.filter(
      (activity) => settled[activity.field] === 0 && firing.enabled(activity, settled),
    );
    const set = (position: number, weight: number): void => {
      const activity = missing[position];
      if (activity === undefined) {
        land(settled, weight);
        return;
      }
      for (const [phase, probability] of activity.clock.phases(settled).initial.entries()) {
        if (probability === 0) continue;
        settled[activity.field] = phase + 1;
        set(position + 1, weight * probability);
      }
      settled[activity.field] = 0;
    };
    set(0, share);
  };
  const collect = (into: number[][]): void => {
    for (const [reward, list] of into.entries()) list.push(firing.gained[reward] as number);
    firing.gained.fill(0);
  };

  const start = new Int32Array(tickField);
  for (const [place, { initial: value }] of net.places.entries()) start[place] = value;
  firing.start(start, (settled, share) => {
    withClocks(settled, share, (with_, weight) => {
      const to = number(with_, 0);
      initial.set(to, (initial.get(to) ?? 0) + weight);
    });
  });
  const gainedAtStart = [...firing.gained];
  firing.gained.fill(0);
  const current = new Int32Array(tickField + 1);
  const here = new Int32Array(tickField);
  for (let from = 0; from < index.count; from++) {
    packing.unpack(index.packed, from * packing.wordCount, current);
    here.set(current.subarray(0, tickField));
    tick = current[tickField] as number;
    const running = fixed.filter(({ field }) => here[field] !== 0);
    if (running.length > 1 || (running.length > 0 && grid !== undefined)) {
      throw new ExactRefusal(
        `${running.map(({ name }) => name).join(' and ')} run at once with fixed delays or calendars`,
        'simulate',
      );
    }
    const [clock] = running;
    const stopped = ends(here);
    runs.push(stopped ? 0 : (grid?.step ?? (clock === undefined ? 0 : (timing.delays.get(clock.index) as number))));
    if (!stopped) leaveByChance(from, clock);
    collect(byChance);
    if (!stopped && clock !== undefined) {
      firing.fire(clock, here, 1, (settled, share) => {
        withClocks(settled, share, (to, weight) => ringing.add(from, number(to, tick), weight));
      });
    }
    if (!stopped && grid !== undefined) ring(from, 0, here.slice(), 1, undefined);
    collect(byRinging);
  }

  function leaveByChance(from: number, clock: Phased | undefined): void {
    const landed = (settled: Int32Array, rate: number): void => {
      const runsOn = grid !== undefined || (clock !== undefined && settled[clock.field] !== 0);
      // A state in which it all ends is kept apart from the runs of the clock.
      const moves = runsOn && !ends(settled) ? onward : renewing;
      withClocks(settled, rate, (to, weight) => moves.add(from, number(to, tick), weight));
    };
    for (const activity of dynamics.memoryless) {
      if (!firing.enabled(activity, here)) continue;
      const rate = checkSpeed(activity.rate(here));
      if (rate > 0) firing.fire(activity, here, rate, landed);
    }
    for (const activity of dynamics.phased) {
      const phase = (here[activity.field] as number) - 1;
      if (phase < 0 || activity === clock) continue;
      const speed = activity.clock.speed === undefined ? 1 : checkSpeed(activity.clock.speed(here));
      if (speed === 0) continue;
      const { exit, next } = activity.clock.phases(here);
      const rate = (exit[phase] as number) * speed;
      let going = 0;
      for (const [to, probability] of (next[phase] ?? []).entries()) {
        if (probability === 0) continue;
        going += probability;
        here[activity.field] = to + 1;
        const target = number(here, tick);
        if (clock !== undefined || grid !== undefined) onward.add(from, target, rate * probability);
        else renewing.add(from, target, rate * probability);
      }
      here[activity.field] = phase + 1;
      if (going < 1 - 1e-12) firing.fire(activity, here, rate * (1 - going), landed);
    }
  }

  /** At a grid point: the calendars that are due and were enabled before it, in order, each with its probability. */
  function ring(
    from: number,
    position: number,
    settled: Int32Array,
    share: number,
    enabled: readonly boolean[] | undefined,
  ): void {
    const due = calendarsDue();
    const could = enabled ?? due.map(({ activity }) => firing.enabled(activity, settled));
    const next = due[position];
    if (next === undefined) {
      withClocks(settled, share, (to, weight) =>
        ringing.add(from, number(to, (tick + 1) % (grid?.cycle ?? 1)), weight),
      );
      return;
    }
    const still = could.map(
      (was, other) => was && firing.enabled((due[other] as { activity: CompiledActivity }).activity, settled),
    );
    if (!still[position]) {
      ring(from, position + 1, settled, share, still);
      return;
    }
    if (next.probability < 1) ring(from, position + 1, settled.slice(), share * (1 - next.probability), still);
    if (next.probability === 0) return;
    const landings: { state: Int32Array; weight: number }[] = [];
    firing.fire(next.activity, settled, share * next.probability, (state_, weight) =>
      landings.push({ state: state_.slice(), weight }),
    );
    for (const landing of landings) ring(from, position + 1, landing.state, landing.weight, still);
  }

  function calendarsDue(): { activity: CompiledActivity; probability: number }[] {
    const point = (tick + 1) % (grid?.cycle ?? 1);
    return (grid?.calendars ?? [])
      .filter(({ every, offset }) => (point - offset) % every === 0)
      .map(({ activity, probability }) => ({ activity: dynamics.calendar(activity), probability }))
      .sort((a, b) => priorityOf(b.activity) - priorityOf(a.activity) || a.activity.index - b.activity.index);
  }

  function priorityOf({ index: activity }: CompiledActivity): number {
    return net.activities[activity]?.priority ?? 0;
  }

  const { count } = index;
  return {
    net,
    count,
    runs: Float64Array.from(runs),
    onward: onward.build(count),
    renewing,
    ringing,
    initial,
    gainedByChance: byChance.map((list) => Float64Array.from(list)),
    gainedByRinging: byRinging.map((list) => Float64Array.from(list)),
    gainedAtStart,
    values: (expression) => {
      const read = dynamics.readers.reader(expression);
      return Float64Array.from({ length: count }, (_, each) => {
        packing.unpack(index.packed, each * packing.wordCount, current);
        return read(current);
      });
    },
  };
}
