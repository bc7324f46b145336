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
 * A draw is min + sqrt((max - min)(mode - min)(1 - exp(-E))) while E is below the hazard H(mode), from there mode + (max - mode)
 * (1 - exp((H(mode) - E) / 2)), both differences by expm1: one unit exponential, exact to some roundings of the draw's distance from
 * 0 (of max beyond the mode).
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
    const rising = width * rise;
    const fall = to - peak;
    const peakHazard = width === 0 ? Infinity : fall > rise ? -Math.log1p(-rise / width) : -Math.log(fall / width);
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
        return x <= peak ? -Math.log1p(-((x - from) ** 2) / rising) : peakHazard - 2 * Math.log1p(-(x - peak) / fall);
      },

      // Sampling
      coefficients: [peakHazard, from, rising, peak, fall],
      draw: (e) =>
        e < peakHazard ? from + Math.sqrt(-Math.expm1(-e) * rising) : peak - fall * Math.expm1(0.5 * (peakHazard - e)),
    };
  },
  inline: (e, coefficient) =>
    `(${e} < ${coefficient(0)} ? ${coefficient(1)} + Math.sqrt(-Math.expm1(-${e}) * ${coefficient(2)})` +
    ` : ${coefficient(3)} - ${coefficient(4)} * Math.expm1(0.5 * (${coefficient(0)} - ${e})))`,
};
