import { chiSquareQuantile } from '../../../src/estimate/numeric/chi-square-quantile.js';

/** Probability that a right program fails one of these checks. */
export const FALSE_ALARM = 1e-9;

/**
 * Largest distance between an empirical distribution and the true one that chance allows: P(sup |F_n - F| > d) <= 2 exp(-2 n d^2)
 * (Dvoretzky, Kiefer, Wolfowitz 1956, with the constant of Massart 1990).
 */
export const distanceMax = (count: number): number => Math.sqrt(Math.log(2 / FALSE_ALARM) / (2 * count));

/** sup |F_n - F|. */
export function distance(sample: Float64Array, distribution: (x: number) => number): number {
  const sorted = sample.toSorted();
  let largest = 0;
  for (const [index, value] of sorted.entries()) {
    const probability = distribution(value);
    largest = Math.max(largest, (index + 1) / sorted.length - probability, probability - index / sorted.length);
  }
  return largest;
}

/** Pearson's statistic of equally likely cells over its quantile: above 1 is a failure. Every expected count should be large. */
export function unevenness(counts: ArrayLike<number>): number {
  const all = Array.from(counts);
  const expected = all.reduce((sum, count) => sum + count, 0) / all.length;
  const statistic = all.reduce((sum, count) => sum + (count - expected) ** 2 / expected, 0);
  return statistic / chiSquareQuantile(1 - FALSE_ALARM, all.length - 1);
}

/**
 * Largest |mean| of n independent values in [-b, b] of expectation 0 that chance allows: P(|mean| > t) <= 2 exp(-n t^2 / (2 b^2))
 * (Hoeffding 1963, theorem 2).
 */
export const meanMax = (count: number, bound: number): number =>
  bound * Math.sqrt((2 * Math.log(2 / FALSE_ALARM)) / count);
