import { type HazardPoint, inverseHazard } from '../numeric/inverse-hazard.js';
import { type BoundLaw, type Distribution, ParameterError } from './distribution.js';
import { notNegative, numbersOf, positive, sharesOf } from './parameters.js';
import { inParallel, inSequence, withPhases } from './phase-type.js';

const rates = positive('rates', 'rates');
const weights = notNegative('weights', 'numbers');
const RATES_MAX = 1000;

interface Branch {
  readonly rate: number;
  readonly share: number;
}

/**
 * One of several exponential phases, chosen by weight: P(X > x) = sum_i w_i exp(-rate_i x), the w_i scaled to sum to 1.
 *
 * Parameters: `rates` > 0 (per time), 1..1000 of them; `weights` >= 0, as many, not all 0.
 * A draw inverts the hazard at one unit exponential by Halley's method, relative error about 1e-14.
 *
 * Source: Trivedi 2002, "Probability and statistics with reliability, queuing and computer science applications", 3.4.6.
 *
 * @example hyperexponential.bind([[1, 3], [1, 1]], 0).mean // (1 + 1/3) / 2 = 0.6666666666666666
 */
export const hyperexponential: Distribution = {
  name: 'hyperexponential',
  summary: 'one of several exponential phases, chosen by weight',

  // Parameters
  forms: [[rates, weights]],
  bind(values) {
    const each = numbersOf(rates, values[0]);
    if (each.length > RATES_MAX) throw new ParameterError('rates', `${each.length} rates`, `at most ${RATES_MAX}`);
    const shares = sharesOf(weights, values[1], each.length);
    const branches = each.map((rate, index) => ({ rate, share: shares[index] ?? 0 })).filter(({ share }) => share > 0);
    const slowest = Math.min(...branches.map(({ rate }) => rate));
    const mean = branches.reduce((sum, { rate, share }) => sum + share / rate, 0);
    const spread = branches.reduce((sum, { rate, share }) => sum + share * (1 / rate - mean) ** 2, 0);
    const at = (x: number) => pointAt(branches, slowest, x);
    const law: BoundLaw = {
      distribution: hyperexponential,

      // Statistics
      mean,
      variance: branches.reduce((sum, { rate, share }) => sum + share / (rate * rate), spread),
      atoms: false,

      // Evaluation
      hazard: (x) => (x === Infinity ? Infinity : at(x).hazard),

      // Sampling
      coefficients: [],
      draw: (e) => inverseHazard(at, e, guessOf(branches, e), 1e-5),
    };
    return withPhases(law, () =>
      inParallel(
        branches.map(({ share }) => share),
        branches.map(({ rate }) => inSequence([rate])),
      ),
    );
  },
};

/** With the slowest phase's decay taken out, so that nothing underflows in the upper tail. */
function pointAt(branches: readonly Branch[], slowest: number, x: number): HazardPoint {
  let dead = 0;
  let alive = 0;
  let density = 0;
  let fall = 0;
  for (const { rate, share } of branches) {
    const left = share * Math.exp((slowest - rate) * x);
    dead -= share * Math.expm1(-rate * x);
    alive += left;
    density += rate * left;
    fall += rate * rate * left;
  }
  const hazard = dead < 0.5 ? -Math.log1p(-dead) : slowest * x - Math.log(alive);
  return { hazard, rate: density / alive, slope: -fall / density };
}

/** A lower bound: P(X > x) is at least exp(-sum_i w_i rate_i x), and at least w_i exp(-rate_i x) for each i. */
function guessOf(branches: readonly Branch[], e: number): number {
  let initialRate = 0;
  let bound = 0;
  for (const { rate, share } of branches) {
    initialRate += share * rate;
    bound = Math.max(bound, (e + Math.log(share)) / rate);
  }
  return Math.max(bound, e / initialRate);
}
