import { betaQuantile } from '../numeric/beta-quantile.js';
import type { Interval } from './interval.js';

/**
 * Largest probability that `successes` out of `trials` does not refute: p with P(Bin(trials, p) <= successes) = tail.
 *
 * The quantile that Beta(successes + 1, trials - successes) exceeds with probability `tail`.
 *
 * @param successes 0 .. trials; need not be whole, which is how an effective number of trials enters
 * @param trials > 0
 * @param tail in (0, 1)
 * @returns a probability; 1 when every trial succeeded. Covers with at least 1 - tail, whatever p is. No uniforms.
 * @example probabilityHigh(0, 1000, 0.05) // 0.0029912, "the rule of three"
 */
export function probabilityHigh(successes: number, trials: number, tail: number): number {
  if (!(successes >= 0 && successes <= trials && trials > 0)) {
    throw new RangeError(`probabilityHigh: ${successes} of ${trials}`);
  }
  if (successes === trials) return 1;
  return betaQuantile('upper', tail, successes + 1, trials - successes);
}

/** Smallest probability that `successes` out of `trials` does not refute: p with P(Bin(trials, p) >= successes) = tail. */
export function probabilityLow(successes: number, trials: number, tail: number): number {
  if (!(successes >= 0 && successes <= trials && trials > 0)) {
    throw new RangeError(`probabilityLow: ${successes} of ${trials}`);
  }
  if (successes === 0) return 0;
  return betaQuantile('lower', tail, successes, trials - successes + 1);
}

/**
 * The Clopper-Pearson interval of a probability: both one-sided bounds at half of 1 - confidence each.
 *
 * Exact: it covers with at least the stated confidence for every p and every number of trials, so it is too wide rather
 * than too short (about 1/2 a success on either side). Zero successes give [0, high], never 0 +- 0.
 * Source: C. Clopper, E. Pearson (1934), The use of confidence or fiducial limits illustrated in the case of the binomial.
 *
 * @param successes whole, 0 .. trials
 * @param trials independent, > 0
 * @param tail probability left out on each side, in (0, 0.5)
 * @example clopperPearson(0, 1000, 0.025) // [0, 0.0036821]
 */
export function clopperPearson(successes: number, trials: number, tail: number): Interval {
  return { low: probabilityLow(successes, trials, tail), high: probabilityHigh(successes, trials, tail) };
}
