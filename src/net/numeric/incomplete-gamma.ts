import type { HazardPoint } from './inverse-hazard.js';
import { logGamma, logGammaOnePlus, stirlingCorrection } from './log-gamma.js';

/** Half the distance between 1 and the next double. */
const ROUNDING = 2 ** -53;

/** log(2 pi) / 2. */
const LOG_ROOT_TWO_PI = 0.9189385332046727;

/** The standard gamma law of one shape: Q(a, x) = int_x^inf t^(a-1) e^-t dt / Gamma(a) survives x. */
export interface GammaHazard {
  /** -log Q(a, x), x >= 0. */
  hazard(x: number): number;
  /** The same with its derivatives, x > 0. */
  at(x: number): HazardPoint;
}

/**
 * Cumulative hazard -log Q(a, x) of the standard gamma law, a > 0.
 *
 * P = 1 - Q is summed where it is the smaller part and gives -log1p(-P); elsewhere the logarithm of Q is taken, from a finite sum (whole a)
 * or a continued fraction. So the result keeps its relative accuracy in both tails, and does not overflow where Q underflows.
 * Relative error about 1e-14 for a <= 100, growing like the square root of a beyond (the number of terms does); where P itself is
 * below 1e-30 it grows like |log P| roundings.
 * Not promised: a > 1e7.
 *
 * Source: Gautschi 1979, "A computational procedure for incomplete gamma functions", ACM TOMS 5; Abramowitz & Stegun
 * 1964, 6.5.29 and 6.5.31.
 *
 * @example gammaHazard(1).hazard(2) // 2
 */
export function gammaHazard(a: number): GammaHazard {
  const logKernel = logKernelOf(a);
  const upperFrom = a < 1 ? 1 : Number.isInteger(a) ? a : a + 1;
  const upper = Number.isInteger(a) ? upperSum : upperFraction;
  const logGammaAbove = logGammaOnePlus(a);

  const hazardAt = (x: number, kernel: number): number => {
    if (x >= upperFrom) return -kernel - Math.log(upper(a, x));
    const lower = (Math.exp(kernel) / a) * lowerSeries(a, x);
    if (a < 1 && lower > 0.5) return -Math.log(upperNearZero(a, x, logGammaAbove));
    return -Math.log1p(-lower);
  };
  return {
    hazard: (x) => (x <= 0 ? 0 : x === Infinity ? Infinity : hazardAt(x, logKernel(x))),
    at: (x) => {
      const kernel = logKernel(x);
      const hazard = hazardAt(x, kernel);
      return { hazard, rate: Math.exp(kernel + hazard) / x, slope: (a - 1) / x - 1 };
    },
  };
}

/**
 * log(x^a e^-x / Gamma(a)), x times the density. For a >= 1 it is written around x = a, -a (m - log1p(m)) with m = (x - a) / a, because
 * the three terms of the definition grow like a log a and cancel (Loader 2000, "Fast and accurate computation of binomial probabilities").
 */
function logKernelOf(a: number): (x: number) => number {
  if (a < 1) {
    const constant = logGamma(a);
    return (x) => a * Math.log(x) - x - constant;
  }
  const constant = 0.5 * Math.log(a) - LOG_ROOT_TWO_PI - stirlingCorrection(a);
  return (x) => constant - a * deviance(x, a);
}

/** m - log(1 + m), m = (x - a) / a; by its series for small m, where the difference cancels. */
function deviance(x: number, a: number): number {
  const m = (x - a) / a;
  if (m < -0.9) return m - Math.log(x / a);
  if (Math.abs(m) > 0.2) return m - Math.log1p(m);
  // With r = m / (2 + m): log1p(m) = 2 (r + r^3/3 + r^5/5 + ...) and m - 2 r = m r.
  const r = m / (2 + m);
  const square = r * r;
  let power = 2 * r * square;
  let sum = m * r;
  for (let k = 3; ; k += 2) {
    const term = power / k;
    sum -= term;
    if (Math.abs(term) <= ROUNDING * sum) return sum;
    power *= square;
  }
}

/** a Gamma(a) x^-a e^x P(a, x) = 1 + x/(a+1) + x^2/((a+1)(a+2)) + ... */
function lowerSeries(a: number, x: number): number {
  let term = 1;
  let sum = 1;
  for (let n = 1; term > ROUNDING * sum; n++) {
    term *= x / (a + n);
    sum += term;
  }
  return sum;
}

/** Gamma(a) x^-a e^x Q(a, x) for whole a: 1/x + (a-1)/x^2 + (a-1)(a-2)/x^3 + ..., which ends. */
function upperSum(a: number, x: number): number {
  let term = 1 / x;
  let sum = term;
  for (let n = 1; n < a && term > ROUNDING * sum; n++) {
    term *= (a - n) / x;
    sum += term;
  }
  return sum;
}

/** Gamma(a) x^-a e^x Q(a, x) by its continued fraction 1/(x+1-a- (1-a)/(x+3-a- ...)), modified Lentz. */
function upperFraction(a: number, x: number): number {
  const tiny = 1e-300;
  let b = x + 1 - a;
  let c = 1 / tiny;
  let d = 1 / b;
  let fraction = d;
  for (let n = 1; ; n++) {
    const numerator = n * (a - n);
    b += 2;
    d = numerator * d + b;
    if (d === 0) d = tiny;
    c = b + numerator / c;
    if (c === 0) c = tiny;
    d = 1 / d;
    const factor = d * c;
    fraction *= factor;
    if (Math.abs(factor - 1) <= 2 * ROUNDING) return fraction;
  }
}

/**
 * Q(a, x) for a < 1, x < 1 where P > 1/2: 1 - x^a / Gamma(1 + a) (1 + a sum_{n>=1} (-x)^n / ((a + n) n!)), the leading
 * difference by expm1 (Gautschi 1979, 4.1).
 */
function upperNearZero(a: number, x: number, logGammaAbove: number): number {
  const exponent = a * Math.log(x) - logGammaAbove;
  let power = 1;
  let sum = 0;
  for (let n = 1; ; n++) {
    power *= -x / n;
    const term = power / (a + n);
    sum += term;
    if (Math.abs(term) <= ROUNDING * Math.abs(sum)) break;
  }
  return -Math.expm1(exponent) - Math.exp(exponent) * a * sum;
}
