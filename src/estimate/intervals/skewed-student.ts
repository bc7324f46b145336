import { studentQuantile } from '../numeric/student-quantile.js';
import type { Interval } from './interval.js';

/**
 * Observations that carry the variance estimate: n is worth n for symmetric ones, and 9 n / (2 skewness^2) at most.
 *
 * A sum of k exponentials that come as a Poisson process (rare outages in n trials) has skewness^2 = 9 n / (2 k): this
 * is that k, whether the few that matter stand among zeros or among small values.
 */
export function effectiveCount(count: number, skewness: number): number {
  return Math.min(count, (4.5 * count) / (skewness * skewness));
}

/**
 * The inverse of Hall's transformation: t such that g(t) = q, g(t) = t + s t^2 / 3 + s^2 t^3 / 27 + s / 6, s the skewness over
 * sqrt(n). g is a monotone cubic, so every q has its t; g of Student's statistic is symmetric to order 1/n.
 * Source: P. Hall (1992), On the removal of skewness by transformation, J. R. Stat. Soc. B 54, 221-228.
 */
export function skewedQuantile(q: number, s: number): number {
  if (Math.abs(s) < 1e-9) return q;
  return (3 / s) * (Math.cbrt(1 + s * (q - s / 6)) - 1);
}

/** What the interval is made from; `Moments` is one. */
export interface SampleMoments {
  readonly count: number;
  readonly mean: number;
  /** Unbiased. */
  readonly variance: number;
  readonly skewness: number;
}

/**
 * Student's interval for a mean, corrected for skewness: mean - t_high se .. mean - t_low se.
 *
 * Each end is the wider of Student's and Hall's: of positively skewed observations, too small a mean comes with too
 * small a variance, so that Student's upper end is too low; its lower end, being too cautious, is kept. Degrees of freedom
 * are the effective count less 1.
 *
 * Not promised: coverage when what dominates the mean has not been seen at all (an outage of probability 1e-6 in 1000 trials).
 *
 * @param moments at least two finite observations
 * @param tail left out on each side, in (0, 0.5)
 */
export function skewedStudent(moments: SampleMoments, tail: number): Interval {
  const { count, mean, variance, skewness } = moments;
  const error = Math.sqrt(variance / count);
  const freedom = Math.max(1, effectiveCount(count, skewness) - 1);
  const q = studentQuantile(tail, freedom);
  const s = skewness / Math.sqrt(count);
  return {
    low: mean - error * Math.max(q, skewedQuantile(q, s)),
    high: mean - error * Math.min(-q, skewedQuantile(-q, s)),
  };
}
