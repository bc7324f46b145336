import type { Chain } from './chain.js';
import { ConvergenceError } from './convergence-error.js';
import { type Poisson, poisson } from './poisson.js';

/** Poisson weights of a larger mean are not known to their last digits. */
export const JUMPS_MOST = 1e12;

/** A chain has more jumps to follow than it may; says how many, and which limit that meets. */
export class WorkLimitError extends ConvergenceError {
  override readonly suggestion =
    'simulate, or ask for an earlier time or the long run; what happens fastest decides how many jumps there are';

  constructor(what: string, jumps: number, { target, stateCount }: Chain, workLimit: number) {
    super(what, jumps, 1, 0);
    const each = target.length + stateCount;
    const most = Math.min(JUMPS_MOST, workLimit / each);
    this.message = `${what} takes up to ${rounded(jumps)} jumps of ${each} multiplications, more than the ${rounded(most)} jumps within the limit on work`;
    this.name = 'WorkLimitError';
  }
}

/** Poisson weights, where the chain may be followed so far at all. */
export function poissonWithin(what: string, mean: number, chain: Chain, workLimit: number): Poisson {
  if (mean > JUMPS_MOST) throw new WorkLimitError(what, mean, chain, workLimit);
  return poisson(mean);
}

const rounded = (count: number): string => count.toExponential(1).replace('e+', 'e');
