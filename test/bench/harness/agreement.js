import jstat from 'jstat';
import { standardError } from './tally.js';

/** Probability that one comparison of two correct programs is called a disagreement. */
const FALSE_ALARM = 1e-6;

/** Below this many trials Student's law is no fair description of a mean of skewed observations. */
const TRIALS_NEEDED = 30;

/**
 * Whether two independent estimates of one number agree: their difference lies within the interval around 0 that it leaves
 * with probability FALSE_ALARM, by Student's law with the degrees of freedom of the smaller sample (conservative).
 * @param {import('./tally.js').Tally} a
 * @param {import('./tally.js').Tally} b
 * @returns {'agree' | 'DISAGREE' | 'too few trials'}
 */
export function agreement(a, b) {
  const count = Math.min(a.count, b.count);
  if (count < TRIALS_NEEDED) return 'too few trials';
  const halfWidth = quantile(count - 1) * Math.hypot(standardError(a), standardError(b));
  return Math.abs(a.mean - b.mean) <= halfWidth ? 'agree' : 'DISAGREE';
}

/**
 * The same against a number known exactly.
 * @param {import('./tally.js').Tally} a
 * @param {number} exact
 */
export function agreementWithExact(a, exact) {
  if (a.count < TRIALS_NEEDED) return 'too few trials';
  return Math.abs(a.mean - exact) <= quantile(a.count - 1) * standardError(a) ? 'agree' : 'DISAGREE';
}

/** @param {number} freedom */
const quantile = (freedom) => jstat.studentt.inv(1 - FALSE_ALARM / 2, freedom);
