import type { Chain } from './chain.js';

/** The mean of `value` under `probability`, positive and negative values summed apart. */
export function expectation(probability: Float64Array, value: Float64Array): number {
  let gain = 0;
  let loss = 0;
  for (let i = 0; i < probability.length; i++) {
    const part = (probability[i] as number) * (value[i] as number);
    if (part > 0) gain += part;
    else loss -= part;
  }
  return gain - loss;
}

/** What impulses gain per unit of time in each state: sum over its transitions of rate times impulse; `impulse` goes with `chain.rate`. */
export function impulseRates(chain: Chain, impulse: Float64Array): Float64Array {
  const gained = new Float64Array(chain.stateCount);
  for (let i = 0; i < chain.stateCount; i++) {
    let sum = 0;
    for (let p = chain.rowStart[i] as number; p < (chain.rowStart[i + 1] as number); p++) {
      sum += (chain.rate[p] as number) * (impulse[p] as number);
    }
    gained[i] = sum;
  }
  return gained;
}

/**
 * How often each state of `set` is entered from outside it, per unit of time in the long run, when `probability` is the long-run
 * distribution: the weights with which a visit to the set begins. Their sum is the frequency of visits.
 */
export function entryRates(chain: Chain, probability: Float64Array, set: Uint8Array): Float64Array {
  const entering = new Float64Array(chain.stateCount);
  for (let i = 0; i < chain.stateCount; i++) {
    if (set[i] !== 0) continue;
    for (let p = chain.rowStart[i] as number; p < (chain.rowStart[i + 1] as number); p++) {
      const j = chain.target[p] as number;
      if (set[j] === 0) continue;
      entering[j] = (entering[j] as number) + (probability[i] as number) * (chain.rate[p] as number);
    }
  }
  return entering;
}
