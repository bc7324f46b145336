import type { GammaHazard } from './incomplete-gamma.js';
import { inverseHazard } from './inverse-hazard.js';
import { logGamma, logGammaOnePlus } from './log-gamma.js';
import { normalQuantile } from './normal.js';

/**
 * The standard gamma quantile as the inverse hazard: the function from e to the x with -log Q(a, x) = e, for one shape a > 0 and
 * its hazard; 0 < e <= 700.
 *
 * A guess (the lower tail's power series, Wilson & Hilferty's cube, or the upper tail's leading terms), then Halley steps: two or
 * three evaluations of the incomplete gamma function. Relative error about that of the hazard divided by its elasticity,
 * which is a in the lower tail: 1e-14 for a >= 1. Returns 0 where x underflows.
 *
 * Source: Gil, Segura & Temme 2012, "Efficient and accurate algorithms for the computation and inversion of the incomplete
 * gamma function ratios", SIAM J. Sci. Comput. 34, for the lower tail; Wilson & Hilferty 1931, PNAS 17, for the middle.
 *
 * @example inverseGammaHazard(1, gammaHazard(1))(2) // 2
 */
export function inverseGammaHazard(a: number, { at }: GammaHazard): (e: number) => number {
  if (a === 1) return (e) => e;
  const guess = guessFor(a);
  const settled = 1e-5 / Math.max(1, Math.sqrt(a));
  return (e) => {
    const start = guess(e);
    return start < 1e-290 ? start : inverseHazard(at, e, start, settled);
  };
}

function guessFor(a: number): (e: number) => number {
  const logGammaAbove = logGammaOnePlus(a);
  const logGammaHere = logGamma(a);
  return (e) => {
    const lower = lowerGuess(a, e, logGammaAbove);
    if (lower < 0.2 * (1 + a)) return lower;
    return a < 1 ? upperGuess(a, e, logGammaHere) : cubeGuess(a, e);
  };
}

/** P(a, x) = x^a / Gamma(1 + a) (1 - a x / (a + 1) + ...), inverted to third order. */
function lowerGuess(a: number, e: number, logGammaAbove: number): number {
  const r = Math.exp((Math.log(-Math.expm1(-e)) + logGammaAbove) / a);
  return r * (1 + r / (a + 1) + ((3 * a + 5) * r * r) / (2 * (a + 1) * (a + 1) * (a + 2)));
}

/** (X / a)^(1/3) is nearly normal with mean 1 - 1 / (9 a) and variance 1 / (9 a). */
function cubeGuess(a: number, e: number): number {
  const cube = 1 - 1 / (9 * a) + normalQuantile(e) / (3 * Math.sqrt(a));
  return a * cube * cube * cube;
}

/** Q(a, x) = x^(a-1) e^-x / Gamma(a) (1 + ...), for a < 1. */
function upperGuess(a: number, e: number, logGammaHere: number): number {
  const first = Math.max(0.1, e - logGammaHere);
  return Math.max(0.1, first + (a - 1) * Math.log(first));
}
