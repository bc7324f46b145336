import type { Chain } from './chain.js';
import { ConvergenceError } from './convergence-error.js';
import { type Evolution, WORK_MOST } from './evolution.js';
import { JumpEvolution } from './jump-evolution.js';
import { SquaredEvolution } from './squared-evolution.js';

export interface EvolutionOptions {
  /** No later time will be asked for; Infinity (the default) when not known. */
  readonly horizon?: number;
  /** Multiplications to spend at most; default 1e11, a minute or two. */
  readonly workLimit?: number;
  /** Whether so many times will be asked for that squarings pay at once; default false. */
  readonly manyTimes?: boolean;
}

const SQUARED_STATES_MOST = 800;
const SQUARED_AT_ONCE_STATES_MOST = 64;
/** Squarings that a long time takes, more or less. */
const SQUARINGS = 40;

/**
 * Uniformisation; on a chain so small that repeated squaring of e^(Qd) would be cheaper, squaring takes over as soon as
 * uniformisation has cost as much. `initial` need not sum to 1: any weights >= 0 do.
 */
export function evolve(
  chain: Chain,
  initial: Float64Array,
  values: readonly Float64Array[],
  options: EvolutionOptions = {},
): Evolution {
  checkWeights('initial', initial, chain.stateCount);
  for (const [index, value] of values.entries()) checkWeights(`value ${index}`, value, chain.stateCount);
  const { horizon = Infinity, workLimit = WORK_MOST, manyTimes = false } = options;
  const n = chain.stateCount;
  if (manyTimes && n <= SQUARED_AT_ONCE_STATES_MOST && chain.target.length > 0) {
    return new SquaredEvolution(chain, initial, values);
  }
  const squaring = n * n * n * SQUARINGS;
  if (n > SQUARED_STATES_MOST || squaring > workLimit) {
    return new JumpEvolution(chain, initial, values, horizon, workLimit);
  }
  const jumps = new JumpEvolution(chain, initial, values, horizon, squaring);
  return new SmallEvolution(jumps, () => new SquaredEvolution(chain, initial, values));
}

class SmallEvolution implements Evolution {
  private running: Evolution;

  constructor(
    first: JumpEvolution,
    private readonly otherwise: () => SquaredEvolution,
  ) {
    this.running = first;
  }

  get method(): Evolution['method'] {
    return this.running.method;
  }

  instant(value: number, time: number): number {
    return this.attempt((running) => running.instant(value, time));
  }

  accumulated(value: number, time: number): number {
    return this.attempt((running) => running.accumulated(value, time));
  }

  private attempt(ask: (running: Evolution) => number): number {
    try {
      return ask(this.running);
    } catch (problem) {
      if (!(problem instanceof ConvergenceError) || this.running instanceof SquaredEvolution) throw problem;
      this.running = this.otherwise();
      return ask(this.running);
    }
  }
}

function checkWeights(name: string, weights: Float64Array, stateCount: number): void {
  if (weights.length !== stateCount) throw new RangeError(`${name}: ${weights.length} weights of ${stateCount} states`);
  const bad = weights.findIndex((weight) => !(weight >= 0 && weight < Infinity));
  if (bad >= 0) throw new RangeError(`${name}: weight ${weights[bad]} of state ${bad}`);
}
