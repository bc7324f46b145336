import type { Expression } from '../../net/expression/expression.js';
import type { Net } from '../../net/net.js';
import { type Chain, ChainBuilder } from '../chain/chain.js';
import type { Alike } from '../symmetry/alike.js';
import { Canonical } from '../symmetry/canonical.js';
import { leaveByChance } from './by-chance.js';
import type { Fits } from './clock.js';
import { ClockSetting } from './clock-setting.js';
import { Dynamics } from './dynamics.js';
import { Firing, type Impulses } from './firing.js';
import { Packing } from './packing.js';
import { ExactRefusal } from './refusal.js';
import { StateIndex } from './state-index.js';

export interface ExploreOptions {
  /** Settled states to accept at most; default 1,000,000. */
  readonly statesMost?: number;
  /** Transitions to accept at most; default 20,000,000. */
  readonly transitionsMost?: number;
  /** Phases by which a delay that has none is approximated, at most; without it such a delay is refused. */
  readonly fittedPhasesMost?: number;
}

/** The Markov chain of a net: its settled states, phases of clocks included. */
export interface Explored {
  readonly net: Net;
  readonly chain: Chain;
  readonly initial: Float64Array;
  /** Of each reward: what impulses gain per unit of time in each state, and what they gained before time began to run. */
  readonly impulseRates: readonly Float64Array[];
  readonly impulsesAtStart: readonly number[];
  /** Delays that are only approximated, and by what. */
  readonly approximations: readonly string[];
  /** An expression's value in each state. */
  values(expression: Expression): Float64Array;
}

/**
 * Explores a net from its initial state. Immediates and everything else that lasts no time is eliminated; a clock with
 * phases is followed through them. Throws an ExactRefusal for what no Markov chain is here, and a StateError for a state
 * that the net forbids.
 *
 * States that differ by an exchange of members that are `alike` are one state of the chain: only expressions and impulses that such an
 * exchange does not change may then be asked for. Throws NotAlike where the order of declaration tells the members apart.
 */
export function explore(
  net: Net,
  rewards: readonly Impulses[] = [],
  options: ExploreOptions = {},
  alike: readonly Alike[] = [],
): Explored {
  return new Exploration(net, rewards, options, alike).run();
}

class Exploration {
  private readonly fits: Fits;
  private readonly dynamics: Dynamics;
  private readonly firing: Firing;
  private readonly setting: ClockSetting;
  private readonly packing: Packing;
  private readonly index: StateIndex;
  private readonly builder = new ChainBuilder(4096);
  private readonly words: Int32Array;
  private readonly statesMost: number;
  private readonly transitionsMost: number;
  private transitionCount = 0;
  private readonly canonical: Canonical | undefined;
  private readonly ordered: Int32Array;

  constructor(
    private readonly net: Net,
    private readonly rewards: readonly Impulses[],
    options: ExploreOptions,
    alike: readonly Alike[],
  ) {
    this.fits = { phasesMost: options.fittedPhasesMost, made: new Map() };
    this.dynamics = new Dynamics(net, this.fits);
    const { phased, fields } = this.dynamics;
    const fieldOf = new Map(phased.map(({ index, field }) => [index, field]));
    this.canonical = alike.length === 0 ? undefined : new Canonical(alike, (activity) => fieldOf.get(activity));
    this.ordered = new Int32Array(fields.length);
    this.firing = new Firing(this.dynamics, rewards, this.canonical);
    this.setting = new ClockSetting(this.dynamics, this.firing);
    this.packing = new Packing(this.dynamics.fields);
    this.index = new StateIndex(this.packing.wordCount);
    this.words = new Int32Array(this.packing.wordCount);
    this.statesMost = options.statesMost ?? 1_000_000;
    this.transitionsMost = options.transitionsMost ?? 20_000_000;
  }

  run(): Explored {
    try {
      return this.explore();
    } catch (problem) {
      throw this.firing.explained(problem);
    }
  }

  private explore(): Explored {
    const { net, firing, index, packing } = this;
    const first = new Map<number, number>();
    const state = new Int32Array(this.dynamics.fields.length);
    for (const [place, { initial }] of net.places.entries()) state[place] = initial;
    firing.start(state, (settled, share) => {
      this.withClocks(settled, undefined, share, (to, probability) => {
        first.set(to, (first.get(to) ?? 0) + probability);
      });
    });
    const impulsesAtStart = [...firing.gained];
    const gains = new Gains(this.rewards.length);
    for (let from = 0; from < index.count; from++) {
      packing.unpack(index.packed, from * packing.wordCount, state);
      firing.gained.fill(0);
      this.leave(from, state);
      gains.add(firing.gained);
    }
    const chain = this.builder.build(index.count);
    const initial = new Float64Array(index.count);
    for (const [to, probability] of first) initial[to] = probability;
    return {
      net,
      chain,
      initial,
      impulseRates: gains.columns(index.count),
      impulsesAtStart,
      approximations: [...this.fits.made.values()],
      values: (expression) => this.values(expression),
    };
  }

  /** Every way out of a settled state. */
  private leave(from: number, state: Int32Array): void {
    leaveByChance(this.dynamics, this.firing, state, {
      phaseChanged: (after, rate) => this.goes(from, this.number(after), rate),
      landed: (settled, rate) => this.withClocks(settled, state, rate, (to, share) => this.goes(from, to, share)),
    });
  }

  private withClocks(
    settled: Int32Array,
    before: Int32Array | undefined,
    share: number,
    land: (state: number, share: number) => void,
  ): void {
    this.setting.set(settled, before, share, (set, part) => land(this.number(set), part));
  }

  private number(state: Int32Array): number {
    this.packing.pack(this.canonical === undefined ? state : this.inOrder(state, this.canonical), this.words);
    const number = this.index.number(this.words);
    if (this.index.count > this.statesMost) {
      const reached = `more than ${this.statesMost} states, after ${this.transitionCount} transitions`;
      throw new ExactRefusal(reached, 'simulate, allow more states, or model less detail');
    }
    return number;
  }

  private inOrder(state: Int32Array, canonical: Canonical): Int32Array {
    this.ordered.set(state);
    canonical.order(this.ordered);
    return this.ordered;
  }

  private goes(from: number, to: number, rate: number): void {
    this.builder.add(from, to, rate);
    this.transitionCount++;
    if (this.transitionCount <= this.transitionsMost) return;
    const reached = `more than ${this.transitionsMost} transitions, among ${this.index.count} states`;
    throw new ExactRefusal(reached, 'simulate, allow more transitions, or model less detail');
  }

  private values(expression: Expression): Float64Array {
    const { index, packing } = this;
    const read = this.dynamics.readers.reader(expression);
    const state = new Int32Array(this.dynamics.fields.length);
    const values = new Float64Array(index.count);
    try {
      for (let i = 0; i < values.length; i++) {
        packing.unpack(index.packed, i * packing.wordCount, state);
        this.firing.reads(OBSERVED, state);
        values[i] = read(state);
      }
    } catch (problem) {
      throw this.firing.explained(problem);
    }
    return values;
  }
}

const OBSERVED = { name: 'an observed expression' };

/** Numbers of several rewards, state by state. */
class Gains {
  private values: Float64Array;
  private count = 0;

  constructor(private readonly width: number) {
    this.values = new Float64Array(width * 1024);
  }

  add(row: Float64Array): void {
    if (this.count + this.width > this.values.length) {
      const values = new Float64Array(this.values.length * 2);
      values.set(this.values);
      this.values = values;
    }
    this.values.set(row, this.count);
    this.count += this.width;
  }

  columns(stateCount: number): Float64Array[] {
    return Array.from({ length: this.width }, (_, column) =>
      Float64Array.from({ length: stateCount }, (__, state) => this.values[state * this.width + column] as number),
    );
  }
}
