import type { Chain } from './chain.js';
import type { Evolution } from './evolution.js';
import { JumpEvolution } from './jump-evolution.js';
import { SquaredEvolution } from './squared-evolution.js';

export interface EvolutionOptions {
  /** No later time will be asked for; Infinity (the default) when not known. */
  readonly horizon?: number;
  /** Multiplications to spend at most; default 5e11, some ten minutes. */
  readonly workLimit?: number;
}

const SQUARED_STATES_MOST = 256;

/**
 * Uniformisation, or repeated squaring of e^(Qd) where the chain is small and the horizon long. `initial` need not sum to 1: any
 * weights >= 0 do.
 */
export function evolve(
  chain: Chain,
  initial: Float64Array,
  values: readonly Float64Array[],
  options: EvolutionOptions = {},
): Evolution {
  checkWeights('initial', initial, chain.stateCount);
  for (const [index, value] of values.entries()) checkWeights(`value ${index}`, value, chain.stateCount);
  const { horizon = Infinity, workLimit = 5e11 } = options;
  const jumps = new JumpEvolution(chain, initial, values, horizon, workLimit);
  const n = chain.stateCount;
  if (n > SQUARED_STATES_MOST) return jumps;
  const jumpsToCome = jumps.rate * Math.min(horizon, 1e12 / Math.max(jumps.rate, 1e-300));
  const squarings = Math.log2(jumpsToCome + 1) + 4;
  const cheaper = n * n * n * squarings < jumpsToCome * (chain.target.length + n * (1 + values.length));
  return cheaper ? new SquaredEvolution(chain, initial, values) : jumps;
}

function checkWeights(name: string, weights: Float64Array, stateCount: number): void {
  if (weights.length !== stateCount) throw new RangeError(`${name}: ${weights.length} weights of ${stateCount} states`);
  const bad = weights.findIndex((weight) => !(weight >= 0 && weight < Infinity));
  if (bad >= 0) throw new RangeError(`${name}: weight ${weights[bad]} of state ${bad}`);
}
