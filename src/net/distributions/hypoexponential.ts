import { inverseHazard } from '../numeric/inverse-hazard.js';
import { logGammaOnePlus } from '../numeric/log-gamma.js';
import { normalQuantile } from '../numeric/normal.js';
import { phasesInSequence } from '../numeric/phases-in-sequence.js';
import { type BoundLaw, type Distribution, ParameterError } from './distribution.js';
import { numbersOf, positive } from './parameters.js';
import { inSequence, withPhases } from './phase-type.js';

const rates = positive('rates', 'rates');
const RATES_MAX = 100;

/**
 * Exponential phases of given rates, one after another: P(X > x) = sum of the first row of exp(x Q) over the phases.
 *
 * Parameter: `rates` > 0 (per time), 1..100 of them, in any order, equal or not.
 * A draw inverts the hazard at one unit exponential by Halley's method, relative error about 1e-13: some microseconds for a few
 * phases, growing like the cube of their number. Equal rates are quicker as `erlang`.
 *
 * Source: Neuts 1981, "Matrix-geometric solutions in stochastic models", 2.2; see phases-in-sequence.ts for the numbers.
 *
 * @example hypoexponential.bind([[1, 1]], 0).hazard(1) // -log(2 / e) = 0.3068528194400547
 */
export const hypoexponential: Distribution = {
  name: 'hypoexponential',
  summary: 'exponential phases of different rates, one after another',

  // Parameters
  forms: [[rates]],
  bind(values) {
    const each = numbersOf(rates, values[0]);
    if (each.length > RATES_MAX) throw new ParameterError('rates', `${each.length} rates`, `at most ${RATES_MAX}`);
    const mean = each.reduce((sum, rate) => sum + 1 / rate, 0);
    const variance = each.reduce((sum, rate) => sum + 1 / (rate * rate), 0);
    const at = phasesInSequence(each);
    const settled = 1e-5 / Math.sqrt(each.length);
    const guess = guessFor(each, mean, variance);
    const law: BoundLaw = {
      distribution: hypoexponential,

      // Statistics
      mean,
      variance,
      atoms: false,

      // Evaluation
      hazard: (x) => (x <= 0 ? 0 : x === Infinity ? Infinity : at(x).hazard),

      // Sampling
      coefficients: [],
      draw: (e) => inverseHazard(at, e, guess(e), settled),
    };
    return withPhases(law, () => inSequence(each));
  },
};

/**
 * The largest of two lower bounds, e / slowest rate and the lower tail's (n! e / product of rates)^(1/n), and of Wilson &
 * Hilferty's cube for the gamma law of the same mean and variance.
 */
function guessFor(rates: readonly number[], mean: number, variance: number): (e: number) => number {
  const slowest = Math.min(...rates);
  const n = rates.length;
  const logFactor = logGammaOnePlus(n) - rates.reduce((sum, rate) => sum + Math.log(rate), 0);
  const ninth = variance / (9 * mean * mean);
  return (e) => {
    const cube = 1 - ninth + normalQuantile(e) * Math.sqrt(ninth);
    return Math.max(e / slowest, Math.exp((Math.log(e) + logFactor) / n), mean * cube * cube * cube);
  };
}
