import type { Expression } from '../../net/expression/expression.js';
import type { Net } from '../../net/net.js';
import { ChainBuilder } from '../chain/chain.js';
import { leaveByChance } from '../explore/by-chance.js';
import { ClockSetting } from '../explore/clock-setting.js';
import { Dynamics } from '../explore/dynamics.js';
import type { ExploreOptions } from '../explore/explore.js';
import { Firing, type Impulses, type Landing } from '../explore/firing.js';
import { type Field, Packing } from '../explore/packing.js';
import { ExactRefusal } from '../explore/refusal.js';
import { StateIndex } from '../explore/state-index.js';
import { MoveList, type TimedStates } from './timed-states.js';

/** How fixed delays and calendars run: what a state keeps of them. */
export interface Ringing {
  /** At time 0, when all other clocks are set. */
  start(state: Int32Array): void;
  /** Length of the run that a state is in, from where it began; 0: none. */
  run(state: Int32Array): number;
  /** After a firing by chance, when all other clocks are set: sets what is missing; whether the run goes on. */
  goesOn(settled: Int32Array): boolean;
  /** All that rings at the end of the run. */
  ring(state: Int32Array, land: Landing): void;
}

/** What a way of ringing works with. */
export interface Exploring {
  readonly net: Net;
  readonly dynamics: Dynamics;
  readonly firing: Firing;
  readonly setting: ClockSetting;
}

export interface TimedOptions extends ExploreOptions {
  /** The largest number kept of each fixed delay and calendar, by activity. */
  readonly kept: ReadonlyMap<number, number>;
  /** Fields that firings carry along. */
  readonly carried: readonly Field[];
  readonly rewards: readonly Impulses[];
  /** States in which it holds are not left. */
  readonly stop: Expression | undefined;
}

const STATES_MOST = 50_000;

/** Explores a net with fixed delays or calendars. Throws an ExactRefusal or a StateError. */
export function exploreTimed(
  net: Net,
  options: TimedOptions,
  ringingOf: (exploring: Exploring) => Ringing,
): TimedStates {
  const exploration = new TimedExploration(net, options, ringingOf);
  try {
    return exploration.run();
  } catch (problem) {
    throw exploration.firing.explained(problem);
  }
}

class TimedExploration implements Exploring {
  readonly dynamics: Dynamics;
  readonly firing: Firing;
  readonly setting: ClockSetting;
  private readonly ringing: Ringing;
  private readonly packing: Packing;
  private readonly index: StateIndex;
  private readonly words: Int32Array;
  private readonly made = new Map<string, string>();
  private readonly statesMost: number;

  constructor(
    readonly net: Net,
    private readonly options: TimedOptions,
    ringingOf: (exploring: Exploring) => Ringing,
  ) {
    const { kept, carried, rewards, fittedPhasesMost, statesMost = STATES_MOST } = options;
    this.dynamics = new Dynamics(net, { phasesMost: fittedPhasesMost, made: this.made, kept }, carried);
    this.firing = new Firing(this.dynamics, rewards);
    this.setting = new ClockSetting(this.dynamics, this.firing);
    this.packing = new Packing(this.dynamics.fields);
    this.index = new StateIndex(this.packing.wordCount);
    this.words = new Int32Array(this.packing.wordCount);
    this.statesMost = Math.min(statesMost, STATES_MOST);
    this.ringing = ringingOf(this);
  }

  run(): TimedStates {
    const { net, dynamics, firing, index, setting } = this;
    const rewards = this.options.rewards.length;
    const initial = new Map<number, number>();
    const state = new Int32Array(dynamics.fields.length);
    for (const [place, { initial: value }] of net.places.entries()) state[place] = value;
    firing.start(state, (settled, share) =>
      setting.set(settled, undefined, share, (set, part) => {
        const first = set.slice();
        this.ringing.start(first);
        const to = this.number(first);
        initial.set(to, (initial.get(to) ?? 0) + part);
      }),
    );
    const gainedAtStart = [...firing.gained];
    firing.gained.fill(0);
    const runs: number[] = [];
    const onward = new ChainBuilder(1024);
    const renewing = new MoveList();
    const ringing = new MoveList();
    const byChance = Array.from({ length: rewards }, (): number[] => []);
    const byRinging = Array.from({ length: rewards }, (): number[] => []);
    const collect = (into: number[][]): void => {
      for (const [reward, list] of into.entries()) list.push(firing.gained[reward] as number);
      firing.gained.fill(0);
    };
    const stops = this.stops();
    for (let from = 0; from < index.count; from++) {
      this.read(from, state);
      const stopped = stops(state);
      const run = stopped ? 0 : this.ringing.run(state);
      runs.push(run);
      if (!stopped) this.leaveByChance(from, state, run > 0, stops, onward, renewing);
      collect(byChance);
      if (run > 0) this.ringing.ring(state, (set, share) => ringing.add(from, this.number(set), share));
      collect(byRinging);
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
      approximations: [...this.made.values()],
      values: (expression) => this.values(expression),
      carried: (field) => this.carried(field),
    };
  }

  private leaveByChance(
    from: number,
    state: Int32Array,
    running: boolean,
    stops: (settled: Int32Array) => boolean,
    onward: ChainBuilder,
    renewing: MoveList,
  ): void {
    leaveByChance(this.dynamics, this.firing, state, {
      phaseChanged: (after, rate) => (running ? onward : renewing).add(from, this.number(after), rate),
      landed: (settled, rate) =>
        this.setting.set(settled, state, rate, (set, part) => {
          const next = set.slice();
          const goesOn = this.ringing.goesOn(next);
          // A state in which it all ends is kept apart from the run.
          (running && goesOn && !stops(next) ? onward : renewing).add(from, this.number(next), part);
        }),
    });
  }

  private stops(): (settled: Int32Array) => boolean {
    const { stop } = this.options;
    if (stop === undefined) return () => false;
    const read = this.dynamics.readers.reader(stop);
    return (settled) => {
      this.firing.reads(OBSERVED, settled);
      return read(settled) !== 0;
    };
  }

  private number(state: Int32Array): number {
    this.packing.pack(state, this.words);
    const found = this.index.number(this.words);
    if (this.index.count <= this.statesMost) return found;
    throw new ExactRefusal(
      `more than ${this.statesMost} states beside fixed delays or calendars`,
      'simulate, or model less detail',
    );
  }

  private read(number: number, into: Int32Array): void {
    this.packing.unpack(this.index.packed, number * this.packing.wordCount, into);
  }

  private values(expression: Expression): Float64Array {
    const read = this.dynamics.readers.reader(expression);
    const state = new Int32Array(this.dynamics.fields.length);
    try {
      return Float64Array.from({ length: this.index.count }, (_, each) => {
        this.read(each, state);
        this.firing.reads(OBSERVED, state);
        return read(state);
      });
    } catch (problem) {
      throw this.firing.explained(problem);
    }
  }

  private carried(field: number): Int32Array {
    const state = new Int32Array(this.dynamics.fields.length);
    const at = state.length - this.options.carried.length + field;
    return Int32Array.from({ length: this.index.count }, (_, each) => {
      this.read(each, state);
      return state[at] as number;
    });
  }
}

const OBSERVED = { name: 'an observed expression' };
