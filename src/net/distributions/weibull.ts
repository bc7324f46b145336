import { fractionalPower } from '../numeric/fractional-power.js';
import { logGammaOnePlus } from '../numeric/log-gamma.js';
import type { Distribution } from './distribution.js';
import { between, numberOf, positive } from './parameters.js';

const shape = between('shape', 'number', 0.02, 10_000);
const mean = positive('mean', 'time');
const scale = positive('scale', 'time');

/**
 * Wear-out (shape > 1), memorylessness (1) or infant mortality (< 1): H(x) = (x / scale)^shape.
 *
 * Parameters: `shape` in 0.02..10000 (below, draws span more than the doubles do), and `scale` > 0 (time), the delay that a
 * share 1/e outlives, or `mean` = scale Gamma(1 + 1/shape).
 * A draw is scale E^(1/shape), one unit exponential. The relative error of a draw is about |log(E)| / shape roundings.
 * Not promised: a draw > 0 when the shape is below 0.06 (it can underflow to 0).
 *
 * Source: Weibull 1951, "A statistical distribution function of wide applicability", J. Appl. Mech. 18.
 *
 * @example weibull.bind([2, 10], 1).draw(4) // scale 10: 10 * 4^(1/2) = 20
 */
export const weibull: Distribution = {
  name: 'weibull',
  summary: 'hazard that grows (shape > 1) or falls (shape < 1) as a power of the age',

  // Parameters
  forms: [
    [shape, mean],
    [shape, scale],
  ],
  bind(values, form) {
    const power = numberOf(shape, values[0]);
    const meanOfUnit = Math.exp(logGammaOnePlus(1 / power));
    const unit = form === 0 ? numberOf(mean, values[1]) / meanOfUnit : numberOf(scale, values[1]);
    const inverse = 1 / power;
    return {
      distribution: weibull,

      // Statistics
      mean: unit * meanOfUnit,
      variance: (unit * meanOfUnit) ** 2 * Math.expm1(logGammaOnePlus(2 * inverse) - 2 * logGammaOnePlus(inverse)),
      atoms: false,

      // Evaluation
      hazard: (x) => Math.exp(power * Math.log(x / unit)),

      // Sampling
      coefficients: [unit, inverse],
      draw: (e) => unit * fractionalPower(e, inverse),
    };
  },
  inline: (e, coefficient) => `(${coefficient(0)} * fractionalPower(${e}, ${coefficient(1)}))`,
};
