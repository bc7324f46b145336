import type { Chain } from './chain.js';
import { ConvergenceError } from './convergence-error.js';
import { poisson } from './poisson.js';
import { depthFrom, Settling } from './settling.js';
import { jump, uniformised } from './uniformised.js';

const TRUNCATION = 1e-16;
const WORK_MOST = 5e11;

/** A chain some time later: its distribution, and the expected time spent in each state until then. */
export interface Advanced {
  readonly distribution: Float64Array;
  readonly spent: Float64Array;
}

/** From any weights, by uniformisation, all states at once; what is beyond 1e-16 of the weights' sum is left out. */
export function advanced(chain: Chain, initial: Float64Array, time: number): Advanced {
  const by = uniformised(chain);
  if (by.rate === 0) return { distribution: initial.slice(), spent: initial.map((weight) => weight * time) };
  const distribution = new Float64Array(chain.stateCount);
  const spent = new Float64Array(chain.stateCount);
  const add = (held: Float64Array, share: number, stay: number): void => {
    for (let i = 0; i < held.length; i++) {
      const part = held[i] as number;
      if (part === 0) continue;
      distribution[i] = (distribution[i] as number) + share * part;
      spent[i] = (spent[i] as number) + stay * part;
    }
  };
  const { mean, left, weight, above } = poisson(by.rate * time);
  const settling = new Settling(chain, by.rate, depthFrom(chain, initial), mean);
  const mass = initial.reduce((sum, part) => sum + part, 0);
  let held = initial.slice();
  let next = new Float64Array(chain.stateCount);
  let spentJumps = 0;
  for (let n = 0; ; n++) {
    const share = n < left ? 0 : (weight[n - left] ?? 0);
    const beyond = n < left ? 1 : (above[n - left] ?? 0);
    if (n >= settling.next && settling.look(n, held, mass)?.decay === 0) {
      add(held, share + beyond, (mean - spentJumps) / by.rate);
      break;
    }
    add(held, share, beyond / by.rate);
    spentJumps += beyond;
    if (beyond <= TRUNCATION) break;
    if (n * (chain.target.length + chain.stateCount) > WORK_MOST) {
      throw new ConvergenceError(`uniformisation of ${chain.stateCount} states`, n, beyond, TRUNCATION);
    }
    jump(by, held, next);
    [held, next] = [next, held];
  }
  return { distribution, spent };
}
