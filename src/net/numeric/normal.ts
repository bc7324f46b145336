import { gammaHazard } from './incomplete-gamma.js';
import { quickExp } from './quick-exp.js';

const half = gammaHazard(0.5);

/**
 * Cumulative hazard of the standard normal law: -log(1 - Phi(z)), any real z; relative error about 1e-14 in both tails.
 *
 * From the incomplete gamma function: 2 (1 - Phi(z)) = Q(1/2, z^2 / 2) for z >= 0.
 *
 * Source: Abramowitz & Stegun 1964, 6.5.16 and 7.1.2.
 *
 * @example normalHazard(0) // log 2 = 0.6931471805599453
 */
export function normalHazard(z: number): number {
  const tail = Math.LN2 + half.hazard(0.5 * z * z);
  return z >= 0 ? tail : -Math.log1p(-Math.exp(-tail));
}

/**
 * The standard normal quantile as the inverse hazard: the z with -log(1 - Phi(z)) = e, 0 < e <= 700.
 *
 * Wichura's rational approximations, relative error about 1e-16, in terms of e: the upper tail's variable is sqrt(e) itself
 * and the lower tail's is from expm1, so no 1 - p is ever formed. Not promised: accuracy beyond e = 700 (z = 37).
 *
 * Source: Wichura 1988, "Algorithm AS 241: the percentage points of the normal distribution", Applied Statistics 37, PPND16.
 *
 * @example normalQuantile(-Math.log(0.025)) // 1.959963984540054
 */
export function normalQuantile(e: number): number {
  const survival = quickExp(-e);
  const q = 0.5 - survival;
  if (Math.abs(q) <= 0.425) return central(q);
  return q > 0 ? tail(Math.sqrt(e)) : -tail(Math.sqrt(-Math.log(-Math.expm1(-e))));
}

/** |p - 1/2| <= 0.425. */
function central(q: number): number {
  const r = 0.180625 - q * q;
  const numerator =
    ((((((2509.0809287301227 * r + 33430.57558358813) * r + 67265.7709270087) * r + 45921.95393154987) * r +
      13731.69376550946) *
      r +
      1971.5909503065513) *
      r +
      133.14166789178438) *
      r +
    3.3871328727963665;
  const denominator =
    ((((((5226.495278852854 * r + 28729.085735721943) * r + 39307.89580009271) * r + 21213.794301586597) * r +
      5394.196021424751) *
      r +
      687.1870074920579) *
      r +
      42.31333070160091) *
      r +
    1;
  return (q * numerator) / denominator;
}

/** `root` is the square root of -log of the tail's probability. */
function tail(root: number): number {
  return root <= 5 ? middleTail(root - 1.6) : farTail(root - 5);
}

function middleTail(r: number): number {
  const numerator =
    ((((((0.0007745450142783414 * r + 0.022723844989269184) * r + 0.2417807251774506) * r + 1.2704582524523684) * r +
      3.6478483247632045) *
      r +
      5.769497221460691) *
      r +
      4.630337846156546) *
      r +
    1.4234371107496835;
  const denominator =
    ((((((1.0507500716444169e-9 * r + 0.0005475938084995345) * r + 0.015198666563616457) * r + 0.14810397642748008) *
      r +
      0.6897673349851) *
      r +
      1.6763848301838038) *
      r +
      2.053191626637759) *
      r +
    1;
  return numerator / denominator;
}

function farTail(r: number): number {
  const numerator =
    ((((((2.0103343992922881e-7 * r + 2.7115555687434876e-5) * r + 0.0012426609473880784) * r + 0.026532189526576124) *
      r +
      0.29656057182850487) *
      r +
      1.7848265399172913) *
      r +
      5.463784911164114) *
      r +
    6.657904643501103;
  const denominator =
    ((((((2.0442631033899397e-15 * r + 1.421511758316446e-7) * r + 1.8463183175100548e-5) * r + 0.0007868691311456133) *
      r +
      0.014875361290850615) *
      r +
      0.1369298809227358) *
      r +
      0.599832206555888) *
      r +
    1;
  return numerator / denominator;
}
