import { firingsWithoutAdvance } from '../../kernel/faults.js';
import type { Reward } from '../../net/net.js';
import type { CompiledActivity, CompiledCase, Dynamics } from '../explore/dynamics.js';
import { ExactRefusal } from '../explore/refusal.js';
import { type Dual, dualOf, fixed, over, plus, times } from './dual.js';
import type { DualEvaluator } from './dual-evaluate.js';

/** A settled state that a firing leads to, and its weight. */
export type Land = (state: Int32Array, weight: Dual) => void;

/** Ways in which one firing may settle; more of them are left to other methods. */
const BRANCHES_MOST = 20_000;
const COINS_IN_A_ROW_MOST = 200;

/** Fires activities and lets the state settle, as `Firing` does, with dual numbers for weights. */
export class DualFiring {
  private readonly gained: Dual[];
  private readonly firingsMost: number;
  private branches = 0;

  constructor(
    private readonly dynamics: Dynamics,
    private readonly duals: DualEvaluator,
    private readonly rewards: readonly Reward[],
  ) {
    this.gained = rewards.map(() => fixed(0));
    this.firingsMost = firingsWithoutAdvance(dynamics.net);
  }

  /** Expected impulses of each reward since they were last taken. */
  takeGained(): Dual[] {
    const taken = [...this.gained];
    this.gained.fill(fixed(0));
    return taken;
  }

  /** Fires in a settled state, `weight` (a rate) weighing what is gained and where it lands. */
  fire(activity: CompiledActivity, state: Int32Array, weight: Dual, land: Land): void {
    if (!this.duals.happens(weight)) return;
    this.branches = 0;
    this.gain(activity, state, weight);
    for (const { chosen, share } of this.cases(activity, state)) {
      this.settle(this.landed(activity, chosen, state), times(weight, share), land);
    }
  }

  /** Fires what takes no time, in order, until nothing does; every way in which coins may fall. */
  settle(start: Int32Array, weight: Dual, land: Land, depth = 0): void {
    let state = start;
    for (let firings = 0; ; firings++) {
      const current = state;
      const instant = this.dynamics.instants.find((activity) => activity.guard(current) !== 0);
      if (instant === undefined) {
        land(state, weight);
        return;
      }
      this.gain(instant, state, weight);
      const cases = this.cases(instant, state);
      const [only, ...others] = cases;
      if (firings > this.firingsMost || depth > COINS_IN_A_ROW_MOST) throw tooMany();
      if (only !== undefined && others.length === 0) {
        state = this.landed(instant, only.chosen, state);
        continue;
      }
      this.branches += cases.length;
      if (this.branches > BRANCHES_MOST) throw tooMany();
      for (const { chosen, share } of cases) {
        this.settle(this.landed(instant, chosen, state), times(weight, share), land, depth + 1);
      }
      return;
    }
  }

  private landed(activity: CompiledActivity, chosen: CompiledCase, from: Int32Array): Int32Array {
    const to = new Int32Array(from.length);
    this.dynamics.land(activity, chosen, from, to);
    return to;
  }

  /** The cases that may come, with their probabilities. */
  private cases(activity: CompiledActivity, state: Int32Array): { chosen: CompiledCase; share: Dual }[] {
    const [first, ...others] = activity.cases;
    if (first !== undefined && others.length === 0) return [{ chosen: first, share: fixed(1) }];
    const described = this.dynamics.net.activities[activity.index]?.cases ?? [];
    const weights = described.map(({ weight }) => this.duals.evaluate(weight, state));
    const total = dualOf(
      weights.reduce((sum, { value }) => sum + value, 0),
      ...weights.map((weight) => [1, weight] as const),
    );
    return activity.cases.flatMap((chosen, position) => {
      const weight = weights[position] as Dual;
      return this.duals.happens(weight) ? [{ chosen, share: over(weight, total) }] : [];
    });
  }

  private gain(activity: CompiledActivity, state: Int32Array, weight: Dual): void {
    for (const [r, { impulses }] of this.rewards.entries()) {
      for (const { activity: fired, value } of impulses) {
        if (fired !== activity.index) continue;
        const gained = times(weight, this.duals.evaluate(value, state));
        this.gained[r] = plus(this.gained[r] as Dual, gained);
      }
    }
  }
}

function tooMany(): ExactRefusal {
  return new ExactRefusal('too much may happen within one instant', 'simulate');
}
