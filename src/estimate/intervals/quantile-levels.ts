import { incompleteBeta } from '../numeric/incomplete-beta.js';
import type { Interval } from './interval.js';

/**
 * Ranks between which a quantile lies: the observations of rank `low` and `high` of n enclose it.
 *
 * The number of observations at or below the p-quantile is binomial; it is at least `low` and at most `high` - 1 but for
 * `tail` on each side. Ranks of clustered observations come from the effective number n / d (d the design effect), with
 * the binomial continued to real numbers by the incomplete beta, P(Bin(n, p) <= k) = I_(1-p)(n - k, k + 1).
 * Sources: order statistics, H. David, H. Nagaraja (2003), Order Statistics, 7.1; effective number, E. Korn, B. Graubard
 * (1998), Confidence intervals for proportions with small expected number of positive counts.
 *
 * @param count observations, >= 1
 * @param effective how many independent ones they are worth, in (0, count]
 * @param probability p in (0, 1)
 * @param tail in (0, 0.5)
 * @returns whole ranks; `low` 0 when no observation is surely below, `high` count + 1 when none is surely above
 * @example quantileRanks(100, 100, 0.5, 0.025) // {low: 40, high: 61}
 */
export function quantileRanks(count: number, effective: number, probability: number, tail: number): Interval {
  const scale = count / effective;
  const low = lowRank(effective, probability, tail);
  const high = lowRank(effective, 1 - probability, tail);
  return { low: Math.floor(low * scale + 1e-9), high: count + 1 - Math.floor(high * scale + 1e-9) };
}

/** The largest real k in [0, n] with P(Bin(n, p) < k) <= tail; 0 when there is none. */
function lowRank(n: number, p: number, tail: number): number {
  // P(Bin(n, p) <= k - 1) = I_(1-p)(n - k + 1, k)
  const below = (k: number): number => incompleteBeta(1 - p, p, n - k + 1, k).lower;
  let low = 0;
  let high = n;
  if (!(n > 0) || below(1) > tail) return 0;
  low = 1;
  for (let i = 0; i < 60 && high - low > 1e-9 * high; i++) {
    const middle = (low + high) / 2;
    if (below(middle) <= tail) low = middle;
    else high = middle;
  }
  return low;
}
