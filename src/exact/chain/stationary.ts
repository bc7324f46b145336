import type { Chain } from './chain.js';
import { ConvergenceError } from './convergence-error.js';
import { eliminatedStationary } from './elimination.js';
import { multilevelStationary } from './multilevel.js';

export interface StationaryOptions {
  /** Multiplications that elimination may take before iteration is tried; default 3e7, under a second. */
  readonly workFirst?: number;
  /** Multiplications that elimination may take when iteration has failed; default 1e10. */
  readonly workLast?: number;
  /** Relative error wanted of every probability when iterating; default 1e-12. */
  readonly relativeError?: number;
  /** Multilevel cycles to spend; default 300. */
  readonly cycles?: number;
}

export interface Stationary {
  /** Sums to 1. */
  readonly probability: Float64Array;
  readonly method: 'elimination' | 'multilevel';
  /** Largest relative error of a probability: expected roundings of the elimination, or the iteration's own estimate. */
  readonly relativeError: number;
}

/** No iteration is claimed to be nearer than this: its last roundings are not in its changes. */
const ITERATED_ERROR_LEAST = 256 * Number.EPSILON;

/**
 * The stationary distribution pi Q = 0, sum pi = 1 of an irreducible chain, with small probabilities relatively as good as
 * large ones. Elimination when that is cheap, else iteration, else elimination at any price up to `workLast`.
 * Throws a ConvergenceError when none gets there.
 */
export function stationary(chain: Chain, options: StationaryOptions = {}): Stationary {
  const { workFirst = 3e7, workLast = 1e10, relativeError: wanted = 1e-12, cycles = 300 } = options;
  const exact = eliminatedStationary(chain, workFirst);
  if (exact !== undefined) return byElimination(exact);
  const iterated = multilevelStationary(chain, wanted, cycles);
  if (iterated.relativeError <= 100 * wanted) {
    return {
      probability: normalised(iterated.weight),
      method: 'multilevel',
      relativeError: Math.max(iterated.relativeError, ITERATED_ERROR_LEAST),
    };
  }
  const dear = workLast > workFirst ? eliminatedStationary(chain, workLast) : undefined;
  if (dear !== undefined) return byElimination(dear);
  const problem = `stationary distribution of ${chain.stateCount} states by multilevel aggregation`;
  throw new ConvergenceError(problem, iterated.cycles, iterated.relativeError, wanted);
}

function byElimination(weight: Float64Array): Stationary {
  const relativeError = Number.EPSILON * Math.max(4, weight.length);
  return { probability: normalised(weight), method: 'elimination', relativeError };
}

/** Scaled by the largest first, so that the sum stays finite. */
function normalised(weight: Float64Array): Float64Array {
  let largest = 0;
  for (const value of weight) if (value > largest) largest = value;
  let sum = 0;
  for (const value of weight) sum += value / largest;
  return weight.map((value) => value / largest / sum);
}
