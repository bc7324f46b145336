import { type Distribution, ParameterError } from './distribution.js';
import { notNegative, numberOf } from './parameters.js';

const min = notNegative('min', 'time');
const max = notNegative('max', 'time');

/**
 * Any delay from min to max, all alike: H(x) = -log1p(-(x - min) / (max - min)) between them.
 *
 * Parameters: 0 <= `min` <= `max` (time); when they are equal the delay is always that.
 * A draw is min + (max - min) (1 - exp(-E)), the difference by expm1: one unit exponential, exact to a rounding of max.
 *
 * @example uniform.bind([2, 6], 0).draw(Math.LN2) // the middle, 4
 */
export const uniform: Distribution = {
  name: 'uniform',
  summary: 'any delay between two bounds, all alike',

  // Parameters
  forms: [[min, max]],
  bind(values) {
    const from = numberOf(min, values[0]);
    const to = numberOf(max, values[1]);
    if (!(from <= to)) throw new ParameterError('min', String(from), `at most max, ${to}`);
    const width = to - from;
    return {
      distribution: uniform,

      // Statistics
      mean: 0.5 * (from + to),
      variance: (width * width) / 12,
      atoms: width === 0,

      // Evaluation
      hazard: (x) => (x >= to ? Infinity : x <= from ? 0 : -Math.log1p(-(x - from) / width)),

      // Sampling
      coefficients: [from, width],
      draw: (e) => from - width * Math.expm1(-e),
    };
  },
  inline: (e, coefficient) => `(${coefficient(0)} - ${coefficient(1)} * Math.expm1(-${e}))`,
};
