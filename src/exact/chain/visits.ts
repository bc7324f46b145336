import type { Chain } from './chain.js';
import { type FirstPassage, firstPassage } from './passage.js';
import { entryRates, expectation } from './rewards.js';

/** The visits of a chain to a set of states in the long run: how often, how long. */
export interface Visits {
  /** Visits begun per unit of time. */
  readonly frequency: number;
  /** Mean duration of one; undefined when none begins. */
  readonly mean: number | undefined;
  /** P(duration <= time) and P(duration > time) of a visit; undefined when none begins. */
  readonly duration: FirstPassage | undefined;
}

/** `probability` is the long-run distribution. The mean is the share of time in the set over the frequency. */
export function visits(chain: Chain, probability: Float64Array, set: Uint8Array): Visits {
  const entering = entryRates(chain, probability, set);
  const frequency = entering.reduce((sum, rate) => sum + rate, 0);
  if (frequency === 0) return { frequency, mean: undefined, duration: undefined };
  const inside = Float64Array.from(set, (member) => (member !== 0 ? 1 : 0));
  const outside = set.map((member) => (member !== 0 ? 0 : 1));
  const mean = expectation(probability, inside) / frequency;
  const entry = entering.map((rate) => rate / frequency);
  return { frequency, mean, duration: firstPassage(chain, entry, outside) };
}
