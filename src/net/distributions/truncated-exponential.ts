import type { Distribution } from './distribution.js';
import { numberOf, positive } from './parameters.js';

const rate = positive('rate', 'rate');
const max = positive('max', 'time');

/** B(2k) / (2k)!, k = 1, 2, ..., with B the Bernoulli numbers (Abramowitz & Stegun 1964, 23.1.1). */
const BERNOULLI: readonly number[] = [
  1 / 12,
  -1 / 720,
  1 / 30240,
  -1 / 1209600,
  1 / 47900160,
  -691 / 1307674368000,
  1 / 74724249600,
  -3617 / 10670622842880000,
];

/**
 * An exponential known to end by `max`: P(X > x) = (exp(-rate x) - exp(-rate max)) / (1 - exp(-rate max)), x <= max.
 *
 * Parameters: `rate` > 0 (per time), of the exponential before it is cut; `max` > 0 (time). This is the conditional law given X <= max,
 * not min(X, max). As rate max goes to 0 it becomes uniform on 0..max.
 * A draw takes -log of exp(-rate x), formed near 1 by log1p and elsewhere as a sum of two positive terms: one unit exponential, relative
 * error of some roundings.
 *
 * Source: Johnson, Kotz & Balakrishnan 1994, "Continuous univariate distributions 1", 19.
 *
 * @example truncatedExponential.bind([2, 1], 0).hazard(1) // Infinity
 */
export const truncatedExponential: Distribution = {
  name: 'truncated-exponential',
  summary: 'an exponential known to end by a given time',

  // Parameters
  forms: [[rate, max]],
  bind(values) {
    const speed = numberOf(rate, values[0]);
    const end = numberOf(max, values[1]);
    const scaled = speed * end;
    const dead = -Math.expm1(-scaled);
    const alive = Math.exp(-scaled);
    const scale = 1 / speed;
    return {
      distribution: truncatedExponential,

      // Statistics
      mean: end * meanShare(scaled),
      variance: end * end * varianceShare(scaled),
      atoms: false,

      // Evaluation
      hazard: (x) => {
        if (x >= end) return Infinity;
        const share = -Math.expm1(-speed * x) / dead;
        if (share < 0.5) return -Math.log1p(-share);
        return speed * x - Math.log(-Math.expm1(-speed * (end - x)) / dead);
      },

      // Sampling
      coefficients: [scale, dead, alive],
      draw: (e) =>
        Math.expm1(-e) * dead > -0.5
          ? -Math.log1p(Math.expm1(-e) * dead) * scale
          : -Math.log(alive + Math.exp(-e) * dead) * scale,
    };
  },
  inline: (e, coefficient) =>
    `(Math.expm1(-${e}) * ${coefficient(1)} > -0.5` +
    ` ? -Math.log1p(Math.expm1(-${e}) * ${coefficient(1)}) * ${coefficient(0)}` +
    ` : -Math.log(${coefficient(2)} + Math.exp(-${e}) * ${coefficient(1)}) * ${coefficient(0)})`,
};

/** Mean over max, y = rate max: 1/y - 1/(e^y - 1), by its series 1/2 - sum B(2k) y^(2k-1) / (2k)! where that cancels. */
function meanShare(y: number): number {
  if (y > 0.7) return 1 / y - 1 / Math.expm1(y);
  return BERNOULLI.reduce((sum, term, k) => sum - term * y ** (2 * k + 1), 0.5);
}

/** Variance over max^2: 1/y^2 - 1/(4 sinh(y/2)^2), by its series sum (2k - 1) B(2k) y^(2k-2) / (2k)! where that cancels. */
function varianceShare(y: number): number {
  if (y > 0.7) return 1 / (y * y) - 1 / (4 * Math.sinh(y / 2) ** 2);
  return BERNOULLI.reduce((sum, term, k) => sum + (2 * k + 1) * term * y ** (2 * k), 0);
}
