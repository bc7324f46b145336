import { checkWeight, firingsWithoutAdvance, KernelFault } from '../../kernel/faults.js';
import { EvaluationError } from '../../net/expression/evaluate.js';
import type { Expression } from '../../net/expression/expression.js';
import { describeState } from '../../net/print.js';
import { ChainBuilder } from '../chain/chain.js';
import { components } from '../chain/components.js';
import { sojourn } from '../chain/passage.js';
import type { Canonical } from '../symmetry/canonical.js';
import { AnyOrder, NotAlike } from './any-order.js';
import type { CompiledActivity, CompiledCase, Dynamics } from './dynamics.js';
import type { Reader } from './reader.js';
import { ExactRefusal, StateError } from './refusal.js';

/** What is gained at firings: for each of several rewards, activities and the values read before they fire. */
export type Impulses = readonly { readonly activity: number; readonly value: Expression }[];

/** A settled state that a firing leads to; the array is used again for the next one. */
export type Landing = (state: Int32Array, probability: number) => void;

const UNSETTLED_STATES_MOST = 100_000;

/**
 * Fires activities and lets the state settle: what lasts no time is eliminated, each settled state found with its probability.
 * `gained` collects the expected impulses of each reward.
 */
export class Firing {
  private readonly pending: Uint8Array;
  private readonly impulses: readonly (readonly { readonly reward: number; readonly value: Reader }[])[];
  private readonly firingsMost: number;
  private current: Int32Array;
  private next: Int32Array;
  readonly gained: Float64Array;
  /** What is being read, for the error if that fails. */
  private reading: { readonly name: string } | undefined;
  private readIn: Int32Array;
  private readonly anyOrder: AnyOrder | undefined;

  constructor(
    private readonly dynamics: Dynamics,
    rewards: readonly Impulses[],
    /** Given where states that differ by an exchange of alike members are one. */
    canonical?: Canonical,
  ) {
    const { net, fields, instants, readers } = dynamics;
    this.pending = new Uint8Array(instants.length);
    this.firingsMost = firingsWithoutAdvance(net);
    this.current = new Int32Array(fields.length);
    this.next = new Int32Array(fields.length);
    this.readIn = this.current;
    this.gained = new Float64Array(rewards.length);
    const impulses: { reward: number; value: Reader }[][] = net.activities.map(() => []);
    for (const [reward, list] of rewards.entries()) {
      for (const { activity, value } of list) impulses[activity]?.push({ reward, value: readers.reader(value) });
    }
    this.impulses = impulses;
    this.anyOrder = canonical && new AnyOrder(dynamics, this, canonical);
  }

  /** Settles a state in which nothing was looked at yet. */
  start(state: Int32Array, land: Landing): void {
    this.pending.fill(1);
    this.current.set(state);
    this.settle(1, land);
  }

  /** Fires an activity in a settled state, `times` (a rate or a probability) weighing what is gained and where it lands. */
  fire(activity: CompiledActivity, state: Int32Array, times: number, land: Landing): void {
    this.gain(activity, state, times);
    this.eachCase(activity, state, (chosen, share) => {
      this.pending.fill(0);
      this.landed(activity, chosen, state, this.current);
      this.settle(times * share, land);
    });
  }

  private readonly wake = (place: number): void => {
    for (const position of this.dynamics.instantsReading[place] ?? []) this.pending[position] = 1;
  };

  private settle(weight: number, land: Landing): void {
    for (let firings = 0; ; firings++) {
      const instant = this.nextPending(this.current);
      if (instant === undefined) {
        land(this.current, weight);
        return;
      }
      const only = this.anyOrder?.isTied(this.current) ? undefined : this.onlyCase(instant, this.current);
      if (only === undefined) {
        if (!this.anyOrder?.settle(this.current, weight, land)) this.settleInBranches(weight, land);
        return;
      }
      if (firings > this.firingsMost) throw endless([instant.name]);
      this.gain(instant, this.current, weight);
      this.landed(instant, only, this.current, this.next);
      [this.current, this.next] = [this.next, this.current];
    }
  }

  private nextPending(state: Int32Array): CompiledActivity | undefined {
    const { instants } = this.dynamics;
    for (let position = 0; position < instants.length; position++) {
      if (this.pending[position] === 0) continue;
      const instant = instants[position] as CompiledActivity;
      if (this.enabled(instant, state)) return instant;
      this.pending[position] = 0;
    }
    return undefined;
  }

  private landed(activity: CompiledActivity, chosen: CompiledCase, from: Int32Array, to: Int32Array): void {
    this.reads(activity, from);
    this.dynamics.land(activity, chosen, from, to, this.wake);
  }

  /**
   * Where coins are thrown: all unsettled states that may come, as a chain whose steps are firings. Without a loop the
   * probabilities run through it in order; with one they are solved for.
   */
  private settleInBranches(weight: number, land: Landing): void {
    const graph = this.branches();
    const { states, settled, builder } = graph;
    const chain = builder.build(states.length);
    const visits = new Float64Array(states.length);
    visits[0] = 1;
    const order = components(chain);
    if (order.count === states.length && !graph.loops) {
      const position = Array.from(states, (_, i) => i).sort(
        (a, b) => (order.of[b] as number) - (order.of[a] as number),
      );
      for (const i of position) {
        for (let p = chain.rowStart[i] as number; p < (chain.rowStart[i + 1] as number); p++) {
          const j = chain.target[p] as number;
          visits[j] = (visits[j] as number) + (visits[i] as number) * (chain.rate[p] as number);
        }
      }
    } else {
      const stop = Uint8Array.from(settled, (activity) => (activity === undefined ? 1 : 0));
      const { time, stopped, never } = sojourn(chain, visits.slice(), stop);
      if (never.some((probability) => probability > 0)) {
        throw endless(settled.flatMap((activity, i) => (time[i] === Infinity && activity ? [activity.name] : [])));
      }
      for (let i = 0; i < visits.length; i++) visits[i] = stop[i] === 0 ? (time[i] as number) : (stopped[i] as number);
    }
    for (const [i, activity] of settled.entries()) {
      const often = weight * (visits[i] as number);
      const state = states[i] as Int32Array;
      if (activity !== undefined) this.gain(activity, state, often);
      else if (often > 0) land(state, often);
    }
  }

  /** All states that may come from the current one before time advances, and what fires in each; undefined: it is settled. */
  private branches(): {
    states: Int32Array[];
    settled: (CompiledActivity | undefined)[];
    builder: ChainBuilder;
    loops: boolean;
  } {
    const states: Int32Array[] = [];
    const settled: (CompiledActivity | undefined)[] = [];
    const numbers = new Map<string, number>();
    const builder = new ChainBuilder(16);
    let loops = false;
    const number = (state: Int32Array): number => {
      const key = state.join();
      const known = numbers.get(key);
      if (known !== undefined) return known;
      if (states.length >= UNSETTLED_STATES_MOST) {
        throw new ExactRefusal(`over ${UNSETTLED_STATES_MOST} states may follow within one instant`, 'simulate');
      }
      numbers.set(key, states.length);
      states.push(state.slice());
      return states.length - 1;
    };
    number(this.current);
    for (let i = 0; i < states.length; i++) {
      const state = states[i] as Int32Array;
      const instant = this.dynamics.instants.find((activity) => this.enabled(activity, state));
      if (this.anyOrder?.isTied(state)) throw new NotAlike('immediates that are tied may fire in a loop');
      settled.push(instant);
      if (instant === undefined) continue;
      this.eachCase(instant, state, (chosen, share) => {
        this.reads(instant, state);
        this.dynamics.land(instant, chosen, state, this.next);
        const to = number(this.next);
        if (to === i) loops = true;
        builder.add(i, to, share);
      });
    }
    return { states, settled, builder, loops };
  }

  private onlyCase(activity: CompiledActivity, state: Int32Array): CompiledCase | undefined {
    const { cases } = activity;
    if (cases.length === 1) return cases[0];
    let only: CompiledCase | undefined;
    for (const chosen of cases) {
      if (this.weightOf(activity, chosen, state) === 0) continue;
      if (only !== undefined) return undefined;
      only = chosen;
    }
    if (only === undefined) throw new KernelFault('all case weights are 0');
    return only;
  }

  eachCase(activity: CompiledActivity, state: Int32Array, take: (chosen: CompiledCase, share: number) => void): void {
    const [first] = activity.cases;
    if (activity.cases.length === 1 && first !== undefined) {
      take(first, 1);
      return;
    }
    const weights = activity.cases.map((chosen) => this.weightOf(activity, chosen, state));
    const total = weights.reduce((sum, weight) => sum + weight, 0);
    if (!(total > 0)) throw new KernelFault('all case weights are 0');
    for (const [position, weight] of weights.entries()) {
      if (weight > 0) take(activity.cases[position] as CompiledCase, weight / total);
    }
  }

  private weightOf(activity: CompiledActivity, chosen: CompiledCase, state: Int32Array): number {
    this.reads(activity, state);
    return checkWeight(chosen.weight(state));
  }

  private gain(activity: CompiledActivity, state: Int32Array, times: number): void {
    const impulses = this.impulses[activity.index];
    if (impulses === undefined || impulses.length === 0) return;
    this.reads(activity, state);
    for (const { reward, value } of impulses) {
      this.gained[reward] = (this.gained[reward] as number) + times * value(state);
    }
  }

  /** What one firing of the activity gains of each reward. */
  impulsesOf(activity: CompiledActivity, state: Int32Array): Float64Array {
    const gained = new Float64Array(this.gained.length);
    this.reads(activity, state);
    for (const { reward, value } of this.impulses[activity.index] ?? []) {
      gained[reward] = (gained[reward] as number) + value(state);
    }
    return gained;
  }

  enabled(activity: CompiledActivity, state: Int32Array): boolean {
    this.reads(activity, state);
    return activity.guard(state) !== 0;
  }

  /** Says what is read next, in which state. */
  reads(activity: { readonly name: string }, state: Int32Array): void {
    this.reading = activity;
    this.readIn = state;
  }

  /** The error to throw for one that came up while something was read. */
  explained(problem: unknown): unknown {
    const known = problem instanceof KernelFault || problem instanceof EvaluationError;
    if (!known || this.reading === undefined) return problem;
    return new StateError(problem.message, this.reading.name, describeState(this.dynamics.net, this.readIn));
  }
}

function endless(names: readonly string[]): ExactRefusal {
  const list = [...new Set(names)].join(', ');
  return new ExactRefusal(`${list} may fire for ever while time stands still`, 'give the loop a way out, or a delay');
}
