import type { Chain } from './chain.js';
import { WORK_MOST } from './evolution.js';
import { depthFrom, Settling } from './settling.js';
import { rowTimes, transitionMatrices } from './transition-matrices.js';
import { jumpCarried, type Uniformised, uniformised } from './uniformised.js';
import { poissonWithin, WorkLimitError } from './work-limit.js';

const TRUNCATION = 1e-16;

/** A chain some time later: its distribution, and the expected time spent in each state until then. */
export interface Advanced {
  readonly distribution: Float64Array;
  readonly spent: Float64Array;
}

const SQUARED_STATES_MOST = 600;

/**
 * From any weights, all states at once: by uniformisation, where what is beyond 1e-16 of the weights' sum is left out, or by
 * squaring where the chain is small and the time long.
 */
export function advanced(chain: Chain, initial: Float64Array, time: number, workLimit = WORK_MOST): Advanced {
  const by = uniformised(chain);
  if (by.rate === 0) return { distribution: initial.slice(), spent: initial.map((weight) => weight * time) };
  const n = chain.stateCount;
  const worthSquaring = n <= SQUARED_STATES_MOST && by.rate * time * (chain.target.length + n) > 10 * n * n * n;
  return worthSquaring ? bySquaring(chain, initial, time) : byJumps(chain, by, initial, time, workLimit);
}

function bySquaring(chain: Chain, initial: Float64Array, time: number): Advanced {
  const matrices = transitionMatrices(chain);
  const { levels, rest } = matrices.digits(time);
  let { distribution, spent } = matrices.shortly(initial, rest);
  for (const level of levels) {
    const more = rowTimes(distribution, matrices.integral(level));
    spent = spent.map((before, i) => before + (more[i] as number));
    distribution = rowTimes(distribution, matrices.transition(level));
  }
  return { distribution, spent };
}

function byJumps(chain: Chain, by: Uniformised, initial: Float64Array, time: number, workLimit: number): Advanced {
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
  const what = `uniformisation of ${chain.stateCount} states`;
  const { mean, left, weight, above } = poissonWithin(what, by.rate * time, chain, workLimit);
  const settling = new Settling(chain, by.rate, depthFrom(chain, initial), mean);
  const mass = initial.reduce((sum, part) => sum + part, 0);
  let held = initial.slice();
  let next = new Float64Array(chain.stateCount);
  const carry = new Float64Array(chain.stateCount);
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
    if (n * (chain.target.length + chain.stateCount) > workLimit) {
      throw new WorkLimitError(what, mean, chain, workLimit);
    }
    jumpCarried(by, held, next, carry);
    [held, next] = [next, held];
  }
  return { distribution, spent };
}
