import type { Expression } from '../../net/expression/expression.js';
import { lawExpressions } from '../../net/law.js';
import type { Net, Reward } from '../../net/net.js';
import { type Chain, ChainBuilder } from '../chain/chain.js';
import type { Fits } from '../explore/clock.js';
import { type CompiledActivity, Dynamics } from '../explore/dynamics.js';
import { Packing } from '../explore/packing.js';
import { ExactRefusal } from '../explore/refusal.js';
import { StateIndex } from '../explore/state-index.js';
import type { Alike } from '../symmetry/alike.js';
import { Canonical } from '../symmetry/canonical.js';
import { constantsRead } from './constants-read.js';
import { type Dual, dualOf, fixed, plus, type Slope, times } from './dual.js';
import { DualEvaluator } from './dual-evaluate.js';
import { DualFiring, type Land } from './dual-firing.js';
import { DualLaws, type DualPhases, shapeExpressions } from './dual-law.js';

/** A function of the state with its derivatives: what a reward gains per unit of time, and once before time begins. */
export interface Gain {
  readonly rate: Float64Array;
  /** By state; undefined where no state has any. */
  readonly slopes: readonly Slope[] | undefined;
  readonly atStart: Dual;
}

/** A net's Markov chain with the derivatives of its rates to the parameters. */
export interface DualChain {
  readonly net: Net;
  readonly parameterCount: number;
  readonly chain: Chain;
  readonly initial: Float64Array;
  readonly initialSlopes: readonly { readonly state: number; readonly slope: Slope }[];
  /** Rates that depend on parameters: `at` is the index in `chain.rate`; one index may come several times. */
  readonly slopes: readonly { readonly from: number; readonly at: number; readonly slope: Slope }[];
  /** 1 for a parameter at whose value the chain has no derivative: at the edge of its range its structure changes. */
  readonly edges: Uint8Array;
  /** Delays that are only approximated, and by what. */
  readonly approximations: readonly string[];
  /** 1 for a parameter that shapes such a delay. */
  readonly shapes: Uint8Array;
  gain(reward: Reward): Gain;
  values(expression: Expression): Gain;
  /** 1 where the expression is true. */
  set(expression: Expression): Uint8Array;
}

export interface DualOptions {
  readonly statesMost: number;
  /** Phases by which a delay that has none is approximated; undefined: it is refused. */
  readonly fittedPhases?: number;
  /** Members that nothing asked for tells apart: states that differ by an exchange of them are one. */
  readonly alike?: readonly Alike[];
}

/** The chain of a net, with derivatives to the given constants. `rewards`: those with impulses. Throws an ExactRefusal. */
export function dualChain(
  net: Net,
  parameters: readonly number[],
  rewards: readonly Reward[],
  options: DualOptions,
): DualChain {
  return new Walk(net, parameters, rewards, options).run();
}

/** Walks through the states as `explore` does, with dual numbers for weights. */
class Walk {
  private readonly fits: Fits;
  private readonly dynamics: Dynamics;
  private readonly duals: DualEvaluator;
  private readonly laws: DualLaws;
  private readonly packing: Packing;
  private readonly index: StateIndex;
  private readonly words: Int32Array;
  private readonly builder = new ChainBuilder(4096);
  private readonly dependent: { from: number; to: number; slope: Slope }[] = [];
  private readonly firing: DualFiring;
  private readonly canonical: Canonical | undefined;

  constructor(
    private readonly net: Net,
    parameters: readonly number[],
    private readonly rewards: readonly Reward[],
    private readonly options: DualOptions,
  ) {
    this.fits = { phasesMost: options.fittedPhases, made: new Map() };
    this.dynamics = new Dynamics(net, this.fits);
    this.duals = new DualEvaluator(net, parameters);
    this.laws = new DualLaws(this.duals, this.dynamics.readers, this.fits);
    this.packing = new Packing(this.dynamics.fields);
    this.index = new StateIndex(this.packing.wordCount);
    this.words = new Int32Array(this.packing.wordCount);
    this.firing = new DualFiring(this.dynamics, this.duals, rewards);
    const fieldOf = new Map(this.dynamics.phased.map(({ index, field }) => [index, field]));
    this.canonical = options.alike && new Canonical(options.alike, (activity) => fieldOf.get(activity));
  }

  run(): DualChain {
    const { index, packing, net } = this;
    this.checkInstants();
    const state = new Int32Array(this.dynamics.fields.length);
    for (const [place, { initial }] of net.places.entries()) state[place] = initial;
    const first = new Map<number, Dual>();
    this.firing.settle(state.slice(), fixed(1), (settled, weight) => {
      this.withClocks(settled, undefined, weight, (to, share) => first.set(to, plus(first.get(to) ?? fixed(0), share)));
    });
    const atStart = this.firing.takeGained();
    const gains: Dual[][] = [];
    for (let from = 0; from < index.count; from++) {
      packing.unpack(index.packed, from * packing.wordCount, state);
      this.leave(from, state);
      gains.push(this.firing.takeGained());
    }
    const chain = this.builder.build(index.count);
    const initial = new Float64Array(index.count);
    for (const [to, { value }] of first) initial[to] = value;
    const impulses = this.rewards.map((_, r) => ({
      gains: gains.map((row) => row[r] as Dual),
      atStart: atStart[r] as Dual,
    }));
    return {
      net,
      parameterCount: this.duals.parameters.length,
      chain,
      initial,
      initialSlopes: [...first].map(([to, { slope }]) => ({ state: to, slope })),
      slopes: this.dependent.map(({ from, to, slope }) => ({ from, at: transition(chain, from, to), slope })),
      edges: this.duals.edges,
      approximations: [...this.fits.made.values()],
      shapes: this.shapes(),
      gain: (reward) => this.gain(reward, impulses[this.rewards.indexOf(reward)]),
      values: (expression) => this.values(expression),
      set: (expression) => Uint8Array.from(this.values(expression).rate, (value) => (value !== 0 ? 1 : 0)),
    };
  }

  /** Every way out of a settled state. */
  private leave(from: number, state: Int32Array): void {
    const goes = (to: number, rate: Dual): void => {
      this.builder.add(from, to, rate.value);
      if (rate.slope !== undefined && to !== from) this.dependent.push({ from, to, slope: rate.slope });
    };
    const land =
      (before: Int32Array): Land =>
      (settled, weight) =>
        this.withClocks(settled, before, weight, goes);
    for (const activity of this.dynamics.memoryless) {
      if (activity.guard(state) !== 0) this.firing.fire(activity, state, this.rate(activity, state), land(state));
    }
    for (const activity of this.dynamics.phased) {
      const phase = (state[activity.field] as number) - 1;
      if (phase < 0) continue;
      const { exit, next } = this.phases(activity, state);
      const rate = times(exit[phase] as Dual, this.speed(activity, state));
      const onward = next[phase] ?? [];
      for (const [to, probability] of onward.entries()) {
        const after = state.slice();
        after[activity.field] = to + 1;
        if (this.duals.happens(probability)) goes(this.number(after), times(rate, probability));
      }
      const ending = dualOf(1, ...onward.map((probability) => [-1, probability] as const));
      const value = onward.reduce((sum, probability) => sum - probability.value, 1);
      if (value > 1e-12) this.firing.fire(activity, state, times(rate, { value, slope: ending.slope }), land(state));
    }
  }

  /** Sets the clocks that are missing in a settled state, each in the phases it may start in. */
  private withClocks(
    settled: Int32Array,
    before: Int32Array | undefined,
    weight: Dual,
    land: (state: number, weight: Dual) => void,
  ): void {
    let open: { state: Int32Array; weight: Dual }[] = [{ state: settled, weight }];
    for (const activity of this.dynamics.phased) {
      const { field, clock, name } = activity;
      if (settled[field] !== 0) {
        if (before !== undefined && !clock.fixed && clock.phases(before) !== clock.phases(settled)) {
          throw new ExactRefusal(`the parameters of ${name} change while its clock runs`, 'simulate');
        }
        continue;
      }
      if (activity.guard(settled) === 0) continue;
      if (before === undefined && clock.age !== undefined && clock.age(settled) !== 0) {
        throw new ExactRefusal(`${name} has an age at time 0`, 'simulate');
      }
      const { initial } = this.phases(activity, settled);
      open = open.flatMap(({ state, weight }) =>
        initial.flatMap((share, phase) =>
          this.duals.happens(share) ? [{ state: state.with(field, phase + 1), weight: times(weight, share) }] : [],
        ),
      );
    }
    for (const { state, weight } of open) land(this.number(state), weight);
  }

  private rate(activity: CompiledActivity, state: Int32Array): Dual {
    const timing = this.net.activities[activity.index]?.timing;
    if (timing?.kind === 'rate') return this.duals.evaluate(timing.rate, state);
    return times(this.phases(activity, state).exit[0] as Dual, this.speed(activity, state));
  }

  private phases({ index }: CompiledActivity, state: Int32Array): DualPhases {
    const activity = this.net.activities[index];
    if (activity?.timing.kind !== 'delay') throw new Error(`activity ${index} has no delay`);
    return this.laws.phases(activity, activity.timing, state);
  }

  private speed({ index }: CompiledActivity, state: Int32Array): Dual {
    const timing = this.net.activities[index]?.timing;
    return timing?.kind === 'delay' && timing.speed !== undefined ? this.duals.evaluate(timing.speed, state) : fixed(1);
  }

  private shapes(): Uint8Array {
    const shapes = new Uint8Array(this.duals.parameters.length);
    for (const { name, timing } of this.net.activities) {
      if (timing.kind !== 'delay' || !this.fits.made.has(name)) continue;
      for (const expression of shapeExpressions(timing.law)) {
        const read = constantsRead(expression, this.net);
        this.duals.parameters.forEach((constant, k) => {
          if (read.has(constant)) shapes[k] = 1;
        });
      }
    }
    return shapes;
  }

  /** A delay of 0 with a parameter: beyond it the delay would take time. */
  private checkInstants(): void {
    for (const { index } of this.dynamics.instants) {
      const timing = this.net.activities[index]?.timing;
      if (timing?.kind !== 'delay') continue;
      for (const expression of lawExpressions(timing.law)) this.duals.edge(this.duals.evaluate(expression, []).slope);
    }
  }

  private number(state: Int32Array): number {
    const ordered = state.slice();
    this.canonical?.order(ordered);
    this.packing.pack(ordered, this.words);
    const number = this.index.number(this.words);
    const { statesMost } = this.options;
    if (this.index.count <= statesMost) return number;
    throw new ExactRefusal(`more than ${statesMost} states`, 'simulate, allow more states, or model less detail');
  }

  private values(expression: Expression): Gain {
    const { index, packing } = this;
    const state = new Int32Array(this.dynamics.fields.length);
    const rate = new Float64Array(index.count);
    const slopes: Slope[] = [];
    for (let i = 0; i < index.count; i++) {
      packing.unpack(index.packed, i * packing.wordCount, state);
      const { value, slope } = this.duals.evaluate(expression, state);
      rate[i] = value;
      slopes.push(slope);
    }
    return { rate, slopes: slopes.some((slope) => slope !== undefined) ? slopes : undefined, atStart: fixed(0) };
  }

  private gain({ rate }: Reward, impulses: { gains: readonly Dual[]; atStart: Dual } | undefined): Gain {
    const atRate = rate === undefined ? undefined : this.values(rate);
    if (impulses === undefined)
      return atRate ?? { rate: new Float64Array(this.index.count), slopes: undefined, atStart: fixed(0) };
    const { gains, atStart } = impulses;
    const both = gains.map((gained, i) =>
      atRate === undefined ? gained : plus(gained, { value: atRate.rate[i] as number, slope: atRate.slopes?.[i] }),
    );
    return { rate: Float64Array.from(both, ({ value }) => value), slopes: both.map(({ slope }) => slope), atStart };
  }
}

/** Index of a transition in `chain.rate`. */
function transition({ rowStart, target }: Chain, from: number, to: number): number {
  const last = rowStart[from + 1] as number;
  for (let at = rowStart[from] as number; at < last; at++) if (target[at] === to) return at;
  throw new RangeError(`no transition from state ${from} to state ${to}`);
}
