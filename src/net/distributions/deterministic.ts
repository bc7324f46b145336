import type { Distribution } from './distribution.js';
import { notNegative, numberOf } from './parameters.js';

const value = notNegative('value', 'time');

/**
 * Always the same delay: P(X > x) = 1 for x < value, else 0, so H jumps from 0 to infinity at the value.
 *
 * Parameter: `value` >= 0 (time). Takes its one unit exponential and does not look at it.
 *
 * @example deterministic.bind([3], 0).draw(0.5) // 3
 */
export const deterministic: Distribution = {
  name: 'deterministic',
  summary: 'always the same delay',

  // Parameters
  forms: [[value]],
  bind(values) {
    const delay = numberOf(value, values[0]);
    return {
      distribution: deterministic,

      // Statistics
      mean: delay,
      variance: 0,
      atoms: true,

      // Evaluation
      hazard: (x) => (x < delay ? 0 : Infinity),

      // Sampling
      coefficients: [delay],
      draw: () => delay,
    };
  },
  inline: (_e, coefficient) => coefficient(0),
};
