import { firstReaching } from '../numeric/first-reaching.js';
import type { Distribution } from './distribution.js';
import { notNegative, numbersOf } from './parameters.js';

const observed = notNegative('values', 'times');

/**
 * Observed delays, each as likely as the next: P(X > x) is the share of the values above x.
 *
 * Parameter: `values` >= 0 (time), at least one, in any order; a value listed twice counts twice.
 * A draw is the smallest value whose cumulative hazard -log P(X > value) reaches one unit exponential, found by halving. No
 * value between or beyond the observed ones is ever drawn; `density` interpolates. The variance is that of the law (divided by n).
 *
 * Source: Law 2015, "Simulation modeling and analysis", 6.2.4.
 *
 * @example empirical.bind([[4, 1, 2, 2]], 0).draw(Math.LN2) // P(X > 2) = 1/4, P(X > 1) = 3/4: 2
 */
export const empirical: Distribution = {
  name: 'empirical',
  summary: 'observed delays, each as likely as the next',

  // Parameters
  forms: [[observed]],
  bind(values) {
    const sorted = [...numbersOf(observed, values[0])].sort((a, b) => a - b);
    const n = sorted.length;
    const last = sorted.flatMap((value, index) => (value === sorted[index + 1] ? [] : [index]));
    const steps = last.map((index) => sorted[index] ?? 0);
    const hazards = last.map((index) => hazardAfter(index + 1, n));
    const mean = sorted.reduce((sum, value) => sum + value / n, 0);
    return {
      distribution: empirical,

      // Statistics
      mean,
      variance: sorted.reduce((sum, value) => sum + (value - mean) ** 2 / n, 0),
      atoms: true,

      // Evaluation
      hazard: (x) => {
        const above = firstAbove(steps, x);
        return above === 0 ? 0 : (hazards[above - 1] ?? Infinity);
      },

      // Sampling
      coefficients: [],
      draw: (e) => steps[firstReaching(hazards, e)] ?? Infinity,
    };
  },
};

/** -log of the share left when `dead` of n are gone. */
function hazardAfter(dead: number, n: number): number {
  return 2 * dead < n ? -Math.log1p(-dead / n) : -Math.log((n - dead) / n);
}

function firstAbove(ascending: readonly number[], x: number): number {
  const index = firstReaching(ascending, x);
  return ascending[index] === x ? index + 1 : index;
}
