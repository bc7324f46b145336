import { gammaHazard } from '../numeric/incomplete-gamma.js';
import { inverseGammaHazard } from '../numeric/inverse-incomplete-gamma.js';
import type { Distribution } from './distribution.js';
import { between, numberOf, positive } from './parameters.js';

const shape = between('shape', 'number', 0.01, 1e6);
const mean = positive('mean', 'time');
const scale = positive('scale', 'time');

/**
 * The Erlang law with a real number of stages: P(X > x) = Q(shape, x / scale), Q the regularised upper incomplete gamma function.
 *
 * Parameters: `shape` in 0.01..1e6; `mean` = shape scale > 0 (time), or `scale` > 0 (time).
 * A draw inverts -log Q at one unit exponential; relative error about 1e-14 / min(1, shape). It takes some hundred nanoseconds,
 * more like the square root of the shape when that is large. Not promised: a draw > 0 when the shape is below 0.1 (it can underflow to 0).
 *
 * Source: Johnson, Kotz & Balakrishnan 1994, "Continuous univariate distributions 1", chapter 17.
 *
 * @example gamma.bind([0.5, 2], 1).hazard(1) // the square of a normal: -log(2 (1 - Phi(1))) = 1.1478744644493182
 */
export const gamma: Distribution = {
  name: 'gamma',
  summary: 'the Erlang law with a real number of stages',

  // Parameters
  forms: [
    [shape, mean],
    [shape, scale],
  ],
  bind(values, form) {
    const stages = numberOf(shape, values[0]);
    const average = form === 0 ? numberOf(mean, values[1]) : stages * numberOf(scale, values[1]);
    const unit = average / stages;
    const standard = gammaHazard(stages);
    const standardDraw = inverseGammaHazard(stages, standard);
    return {
      distribution: gamma,

      // Statistics
      mean: average,
      variance: average * unit,
      atoms: false,

      // Evaluation
      hazard: (x) => standard.hazard(x / unit),

      // Sampling
      coefficients: [],
      draw: (e) => unit * standardDraw(e),
    };
  },
};
