import { betaQuantile } from './beta-quantile.js';

/**
 * Student's quantile: t with P(T > t) = tail.
 *
 * T^2 / (freedom + T^2) is Beta(1/2, freedom/2), so t = sqrt(freedom y / (1 - y)), y the value that Beta exceeds with
 * probability 2 tail. jstat's own is 5e-7 off at 1e7 degrees of freedom, its logarithms of Gamma cancel.
 *
 * @param tail upper tail probability, in (0, 0.5]
 * @param freedom degrees of freedom, > 0, need not be whole
 * @returns t >= 0, relative error below 1e-9. No uniforms.
 * @example studentQuantile(0.025, 31) // 2.039513
 */
export function studentQuantile(tail: number, freedom: number): number {
  if (!(tail > 0 && tail <= 0.5)) throw new RangeError(`studentQuantile: tail ${tail} is not in (0, 0.5]`);
  if (!(freedom > 0)) throw new RangeError(`studentQuantile: freedom ${freedom} is not > 0`);
  if (tail === 0.5) return 0;
  // With y = Beta's value and 1 - y each from its own logit: at 1 degree y is close to 1, at 1e7 close to 0.
  const y = betaQuantile('upper', 2 * tail, 0.5, freedom / 2);
  if (y < 0.5) return Math.sqrt((freedom * y) / (1 - y));
  const rest = betaQuantile('lower', 2 * tail, freedom / 2, 0.5);
  return Math.sqrt((freedom * (1 - rest)) / rest);
}
