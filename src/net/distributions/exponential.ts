import type { Distribution } from './distribution.js';
import { numberOf, positive } from './parameters.js';

const mean = positive('mean', 'time');
const rate = positive('rate', 'rate');

/**
 * The memoryless law: P(X > x) = exp(-x / mean), so H(x) = x / mean.
 *
 * Parameters: `mean` > 0 (time), or `rate` = 1 / mean > 0 (per time).
 * Uses one unit exponential a draw, E times the mean; nothing is lost in either tail.
 *
 * @example exponential.bind([20], 0).draw(0.5) // 10
 */
export const exponential: Distribution = {
  name: 'exponential',
  summary: 'memoryless: the age says nothing about what is left',

  // Parameters
  forms: [[mean], [rate]],
  bind(values, form) {
    const scale = form === 0 ? numberOf(mean, values[0]) : 1 / numberOf(rate, values[0]);
    return {
      distribution: exponential,

      // Statistics
      mean: scale,
      variance: scale * scale,
      atoms: false,
      phases: { initial: [1], exit: [1 / scale], next: [[0]] },

      // Evaluation
      hazard: (x) => x / scale,

      // Sampling
      coefficients: [scale],
      draw: (e) => e * scale,
    };
  },
  inline: (e, coefficient) => `(${e} * ${coefficient(0)})`,
};
