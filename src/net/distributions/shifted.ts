import type { Distribution, ParameterSpec } from './distribution.js';
import { lawOf, notNegative, numberOf } from './parameters.js';

const by = notNegative('by', 'time');
const of: ParameterSpec = { name: 'of', type: 'law', range: 'a distribution' };

/**
 * A fixed delay and then another law's: H(x) = H_of(x - by).
 *
 * Parameters: `by` >= 0 (time); `of`, any law.
 * A draw is `by` plus the other law's draw at the same unit exponential.
 *
 * @example shifted.bind([3, exponential.bind([20], 0)], 0).draw(0.5) // 3 + 10 = 13
 */
export const shifted: Distribution = {
  name: 'shifted',
  summary: 'a fixed delay, then another law',

  // Parameters
  forms: [[by, of]],
  bind(values) {
    const delay = numberOf(by, values[0]);
    const rest = lawOf(of, values[1]);
    return {
      distribution: shifted,

      // Statistics
      mean: delay + rest.mean,
      variance: rest.variance,
      atoms: rest.atoms,

      // Evaluation
      hazard: (x) => (x < delay ? 0 : rest.hazard(x - delay)),

      // Sampling
      coefficients: [],
      draw: (e) => delay + rest.draw(e),
    };
  },
};
