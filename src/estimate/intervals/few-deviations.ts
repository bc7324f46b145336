import { chiSquareQuantile } from '../numeric/chi-square-quantile.js';
import { probabilityHigh, probabilityLow } from './clopper-pearson.js';
import type { Interval } from './interval.js';

/** Below this many deviating trials a variance estimate is not trusted. */
export const FEW = 30;

export interface Deviations {
  readonly trials: number;
  /** Trials that deviated at all. */
  readonly deviating: number;
  /** Mean and coefficient of variation of the deviations of those that did. */
  readonly mean: number;
  readonly variation: number;
  /** The largest a deviation can be. */
  readonly max: number;
  /** How much a deviation is taken to be at most when none has been seen. */
  readonly unseen: number;
}

/**
 * Interval for the mean of deviations that are nearly always 0: P(deviates) times the mean of those that do.
 *
 * Both factors get an interval at half the tail, the product of the ends bounds the product (Bonferroni). The probability:
 * Clopper-Pearson. The mean of k deviations: 2 k m / c^2 over the chi-square quantiles with 2 k / c^2 degrees of freedom, exact
 * for gamma deviations of coefficient of variation c (exponential at 1); c is the observed one, at least 1. None seen: from 0 to the
 * bound on the probability times the largest a deviation can be.
 *
 * Cautious on purpose (it covers more than 99 % when asked for 95 %), because with a handful of outages there is little to go by.
 * Not promised: deviations of a heavier tail than a gamma with the observed variation.
 *
 * @returns interval of the mean deviation over all trials, both ends >= 0
 */
export function fewDeviations(deviations: Deviations, tail: number): Interval {
  const { trials, deviating, mean, max, unseen } = deviations;
  if (deviating === 0) return { low: 0, high: probabilityHigh(0, trials, tail) * unseen };
  const variation = Math.max(1, deviations.variation);
  const freedom = (2 * deviating) / variation ** 2;
  const half = tail / 2;
  const meanLow = (mean * freedom) / chiSquareQuantile(1 - half, freedom);
  const meanHigh = (mean * freedom) / chiSquareQuantile(half, freedom);
  return {
    low: probabilityLow(deviating, trials, half) * meanLow,
    high: probabilityHigh(deviating, trials, half) * Math.min(max, meanHigh),
  };
}
