import { type Distribution, ParameterError } from './distribution.js';
import { notNegative, numberOf } from './parameters.js';

const min = notNegative('min', 'time');
const mode = notNegative('mode', 'time');
const max = notNegative('max', 'time');

/**
 * A density that rises straight from min to the mode and falls straight to max: an expert's three numbers.
 * F(x) = (x - min)^2 / ((max - min)(mode - min)) up to the mode, P(X > x) = (max - x)^2 / ((max - min)(max - mode)) from it.
 *
 * Parameters: 0 <= `min` <= `mode` <= `max` (time); when all are equal the delay is always that.
 * A draw takes the square root of F (by expm1) below the mode and of the survival above it: one unit exponential, exact
 * to a rounding of max.
 *
 * Source: Johnson, Kotz & Balakrishnan 1995, "Continuous univariate distributions 2", 26.9.
 *
 * @example triangular.bind([0, 1, 2], 0).draw(Math.LN2) // the middle, 1
 */
export const triangular: Distribution = {
  name: 'triangular',
  summary: 'a lowest, a likeliest and a highest delay, straight lines between',

  // Parameters
  forms: [[min, mode, max]],
  bind(values) {
    const from = numberOf(min, values[0]);
    const peak = numberOf(mode, values[1]);
    const to = numberOf(max, values[2]);
    if (!(from <= peak)) throw new ParameterError('min', String(from), `at most mode, ${peak}`);
    if (!(peak <= to)) throw new ParameterError('mode', String(peak), `at most max, ${to}`);
    const width = to - from;
    const rise = peak - from;
    const peakHazard = width === 0 ? Infinity : -Math.log1p(-rise / width);
    const rising = width * rise;
    const falling = width * (to - peak);
    return {
      distribution: triangular,

      // Statistics
      mean: (from + peak + to) / 3,
      variance: (width * width - width * rise + rise * rise) / 18,
      atoms: width === 0,

      // Evaluation
      hazard: (x) => {
        if (x >= to) return Infinity;
        if (x <= from) return 0;
        return x <= peak ? -Math.log1p(-((x - from) ** 2) / rising) : -Math.log((to - x) ** 2 / falling);
      },

      // Sampling
      coefficients: [peakHazard, from, rising, to, falling],
      draw: (e) =>
        e < peakHazard ? from + Math.sqrt(-Math.expm1(-e) * rising) : to - Math.sqrt(Math.exp(-e) * falling),
    };
  },
  inline: (e, coefficient) =>
    `(${e} < ${coefficient(0)} ? ${coefficient(1)} + Math.sqrt(-Math.expm1(-${e}) * ${coefficient(2)})` +
    ` : ${coefficient(3)} - Math.sqrt(Math.exp(-${e}) * ${coefficient(4)}))`,
};
