import { normalHazard, normalQuantile } from '../numeric/normal.js';
import { quickExp } from '../numeric/quick-exp.js';
import type { Distribution } from './distribution.js';
import { between, numberOf, positive } from './parameters.js';

const mean = positive('mean', 'time');
const cv = between('cv', 'number', 1e-9, 1e6);
const mu = between('mu', 'number', -115, 115);
const sigma = between('sigma', 'number', 1e-9, 10);
const median = positive('median', 'time');

/**
 * exp(mu + sigma Z), Z standard normal: repair times, many small, a few very long. H(x) = -log(1 - Phi((log x - mu) / sigma)).
 *
 * Parameters: `mean` > 0 (time) and `cv`, the standard deviation over the mean, in 1e-9..1e6; or `mu` in -115..115, the
 * mean of the logarithm of the time in the net's unit, and `sigma` in 1e-9..10, its standard deviation; or `median` = exp(mu)
 * (time) and `sigma`. sigma^2 = log(1 + cv^2), mean = exp(mu + sigma^2 / 2).
 * A draw is one normal quantile at one unit exponential; relative error about (|mu| + |sigma Z|) roundings.
 *
 * Source: Aitchison & Brown 1957, "The lognormal distribution", 2.3.
 *
 * @example lognormal.bind([8, 0.5], 2).draw(Math.LN2) // the median, 8
 */
export const lognormal: Distribution = {
  name: 'lognormal',
  summary: 'the logarithm is normal: many short delays, a few very long',

  // Parameters
  forms: [
    [mean, cv],
    [mu, sigma],
    [median, sigma],
  ],
  bind(values, form) {
    const spread = form === 0 ? Math.sqrt(Math.log1p(numberOf(cv, values[1]) ** 2)) : numberOf(sigma, values[1]);
    const location =
      form === 0
        ? Math.log(numberOf(mean, values[0])) - 0.5 * spread * spread
        : form === 1
          ? numberOf(mu, values[0])
          : Math.log(numberOf(median, values[0]));
    const average = form === 0 ? numberOf(mean, values[0]) : Math.exp(location + 0.5 * spread * spread);
    return {
      distribution: lognormal,

      // Statistics
      mean: average,
      variance: average * average * Math.expm1(spread * spread),
      atoms: false,

      // Evaluation
      hazard: (x) => normalHazard((Math.log(x) - location) / spread),

      // Sampling
      coefficients: [location, spread],
      draw: (e) => quickExp(location + spread * normalQuantile(e)),
    };
  },
  inline: (e, coefficient) => `quickExp(${coefficient(0)} + ${coefficient(1)} * normalQuantile(${e}))`,
};
