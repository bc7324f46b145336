import { type Dual, SlopeSum } from './dual.js';
import type { DualChain, Gain } from './dual-chain.js';

/**
 * An expected gain M of a chain, and how it hangs on everything that it is made of:
 *
 *     dM = sum over transitions of flow dq + sum_i time_i dr_i + sum_i potential_i dp_i + dM at the start
 *
 * with the rates q, the gains r per unit of time and the initial probabilities p. One solution serves all parameters.
 *
 * Source: performance potentials, Cao & Chen 1997, "Perturbation realization, potentials, and sensitivity analysis of Markov
 * processes", IEEE TAC 42(10).
 */
export interface Adjoint {
  readonly value: number;
  /** Expected time in each state (its share in the long run). */
  readonly time: Float64Array;
  /** Gain per unit of rate of transition `at` from state `from`. */
  flow(from: number, at: number): number;
  /** Gain by state of the beginning, up to a constant. */
  readonly potential?: Float64Array;
}

/** The gain with its derivatives. `crossing`: what each transition gains. */
export function dualGain(model: DualChain, adjoint: Adjoint, gain: Gain, crossing?: Float64Array): Dual {
  const sum = new SlopeSum(model.parameterCount);
  for (const { from, at, slope } of model.slopes) {
    const crossed = crossing === undefined ? 0 : (adjoint.time[from] as number) * (crossing[at] as number);
    sum.add(slope, adjoint.flow(from, at) + crossed);
  }
  gain.slopes?.forEach((slope, i) => {
    sum.add(slope, adjoint.time[i] as number);
  });
  if (adjoint.potential !== undefined) {
    for (const { state, slope } of model.initialSlopes) sum.add(slope, adjoint.potential[state] as number);
  }
  sum.add(gain.atStart.slope, 1);
  return { value: adjoint.value + gain.atStart.value, slope: sum.slope };
}
