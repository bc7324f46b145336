import { gammaHazard, logGammaKernel } from './incomplete-gamma.js';
import { inverseHazard } from './inverse-hazard.js';
import { logGamma, logGammaOnePlus } from './log-gamma.js';
import { normalQuantile } from './normal.js';

/**
 * The standard gamma quantile as the inverse hazard: the x with -log Q(a, x) = e; a > 0, 0 < e <= 700.
 *
 * A guess (the lower tail's power series, Wilson & Hilferty's cube, or the upper tail's leading terms), then Halley steps on log H
 * against log x, whose curvature is known in closed form: two or three evaluations of the incomplete gamma function. Relative
 * error about that of gammaHazard divided by the elasticity, which is a in the lower tail: 1e-14 for a >= 1. Returns 0 where x underflows.
 *
 * Source: Gil, Segura & Temme 2012, "Efficient and accurate algorithms for the computation and inversion of the incomplete
 * gamma function ratios", SIAM J. Sci. Comput. 34, for the lower tail; Wilson & Hilferty 1931, PNAS 17, for the middle.
 *
 * @example inverseGammaHazard(1, 2) // 2
 */
export function inverseGammaHazard(a: number, e: number): number {
  if (a === 1) return e;
  const guess = guessOf(a, e);
  if (guess < 1e-290) return guess;
  const at = (x: number): { hazard: number; rate: number; bend: number } => {
    const hazard = gammaHazard(a, x);
    const elasticity = Math.exp(logGammaKernel(a, x) + hazard);
    return { hazard, rate: elasticity / x, bend: a - x + elasticity - elasticity / hazard };
  };
  return inverseHazard(at, e, guess, 1e-5 / Math.max(1, Math.sqrt(a)));
}

function guessOf(a: number, e: number): number {
  const lower = lowerGuess(a, e);
  if (lower < 0.2 * (1 + a)) return lower;
  if (a >= 1) return cubeGuess(a, e);
  return upperGuess(a, e);
}

/** P(a, x) = x^a / Gamma(1 + a) (1 - a x / (a + 1) + ...), inverted to third order. */
function lowerGuess(a: number, e: number): number {
  const p = -Math.expm1(-e);
  const r = Math.exp((Math.log(p) + logGammaOnePlus(a)) / a);
  return r * (1 + r / (a + 1) + ((3 * a + 5) * r * r) / (2 * (a + 1) * (a + 1) * (a + 2)));
}

/** (X / a)^(1/3) is nearly normal with mean 1 - 1 / (9 a) and variance 1 / (9 a). */
function cubeGuess(a: number, e: number): number {
  const cube = 1 - 1 / (9 * a) + normalQuantile(e) / (3 * Math.sqrt(a));
  return a * cube * cube * cube;
}

/** Q(a, x) = x^(a-1) e^-x / Gamma(a) (1 + ...), for a < 1. */
function upperGuess(a: number, e: number): number {
  const first = Math.max(0.1, e - logGamma(a));
  return Math.max(0.1, first + (a - 1) * Math.log(first));
}
