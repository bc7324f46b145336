/** Euler's constant: the limit of 1 + 1/2 + ... + 1/n - log n. */
const EULER = 0.5772156649015329;

/** log(2 pi) / 2. */
const LOG_ROOT_TWO_PI = 0.9189385332046727;

/**
 * (-1)^k (zeta(k) - 1) / k for k = 2, 3, ...: log Gamma(2 + w) = (1 - EULER) w + the sum of these times w^k, |w| < 2
 * (Abramowitz & Stegun 1964, 6.1.33 shifted by one). The first one left out adds less than 1e-18 at |w| = 1/2.
 */
const TAYLOR_AT_TWO: readonly number[] = [
  0.3224670334241132, -0.0673523010531981, 0.020580808427784546, -0.007385551028673986, 0.0028905103307415234,
  -0.001192753911703261, 0.0005096695247430425, -0.00022315475845357939, 9.945751278180853e-5, -4.492623673813314e-5,
  2.050721277567069e-5, -9.439488275268397e-6, 4.374866789907488e-6, -2.039215753801366e-6, 9.55141213040742e-7,
  -4.492469198764566e-7, 2.1207184805554665e-7, -1.0043224823968099e-7, 4.7698101693639804e-8, -2.2711094608943164e-8,
  1.0838659214896955e-8, -5.183475041970047e-9, 2.4836745438024785e-9, -1.1921401405860912e-9, 5.731367241678862e-10,
  -2.7595228851242334e-10,
];

/** B(2k) / (2k (2k - 1)), k = 1, 2, ..., with B the Bernoulli numbers (Abramowitz & Stegun 1964, 6.1.41). */
const STIRLING: readonly number[] = [
  1 / 12,
  -1 / 360,
  1 / 1260,
  -1 / 1680,
  1 / 1188,
  -691 / 360360,
  1 / 156,
  -3617 / 122400,
];

/**
 * log Gamma(x), x > 0.
 *
 * Three ranges: Stirling's series from 10; below, the recurrence x Gamma(x) = Gamma(x + 1) down or up to the Taylor series
 * at 2. Relative error below 1e-14 everywhere, also beside the zeros at 1 and 2, where a difference of large terms would leave none.
 * Not promised: x <= 0.
 *
 * Source: Abramowitz & Stegun 1964, 6.1.15, 6.1.33, 6.1.41.
 *
 * @example logGamma(5) // log 24 = 3.1780538303479458
 */
export function logGamma(x: number): number {
  if (x >= 10) return (x - 0.5) * Math.log(x) - x + LOG_ROOT_TWO_PI + stirlingSeries(x);
  if (x < 0.5) return logGammaOnePlus(x) - Math.log(x);
  if (x < 1.5) return logGammaOnePlus(x - 1);
  let product = 1;
  let y = x;
  while (y > 2.5) {
    y -= 1;
    product *= y;
  }
  return Math.log(product) + logGammaTwoPlus(y - 2);
}

/**
 * log Gamma(1 + z), -1 < z, with full relative accuracy as z goes to 0: about -EULER z there.
 *
 * Source: Abramowitz & Stegun 1964, 6.1.33.
 *
 * @example logGammaOnePlus(1e-20) // -5.772156649015329e-21
 */
export function logGammaOnePlus(z: number): number {
  return Math.abs(z) <= 0.5 ? logGammaTwoPlus(z) - Math.log1p(z) : logGamma(1 + z);
}

/**
 * What Stirling's formula leaves out: log Gamma(x) - ((x - 1/2) log x - x + log(2 pi) / 2), x > 0; about 1 / (12 x).
 * Absolute error below 1e-15 for x >= 1.
 *
 * Source: Abramowitz & Stegun 1964, 6.1.41.
 *
 * @example stirlingCorrection(1) // 1 - log(2 pi) / 2 = 0.08106146679532733
 */
export function stirlingCorrection(x: number): number {
  if (x >= 10) return stirlingSeries(x);
  return logGamma(x) - ((x - 0.5) * Math.log(x) - x + LOG_ROOT_TWO_PI);
}

/** Taylor series about 2, |w| <= 1/2. */
function logGammaTwoPlus(w: number): number {
  let sum = 0;
  for (let k = TAYLOR_AT_TWO.length - 1; k >= 0; k--) sum = (sum + (TAYLOR_AT_TWO[k] ?? 0)) * w;
  return w * (1 - EULER + sum);
}

/** Asymptotic series, x >= 10. */
function stirlingSeries(x: number): number {
  const square = 1 / (x * x);
  let sum = 0;
  for (let k = STIRLING.length - 1; k >= 0; k--) sum = sum * square + (STIRLING[k] ?? 0);
  return sum / x;
}
