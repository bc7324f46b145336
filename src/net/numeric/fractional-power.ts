import { quickExp } from './quick-exp.js';

/**
 * x^p for x > 0 as exp(p log x), and by roots where a root will do: V8's Math.pow takes twice the time, and a cube root half of
 * it. The powers 1/2, 1/3 and 2/3 are those of Weibull lives of shape 2, 3 and 1.5.
 *
 * Relative error about |p log x| roundings, at most 2 by roots.
 *
 * @example fractionalPower(8, 2 / 3) // 4
 */
export function fractionalPower(x: number, p: number): number {
  if (p === 2 / 3) {
    const root = Math.cbrt(x);
    return root * root;
  }
  if (p === 1 / 2) return Math.sqrt(x);
  if (p === 1 / 3) return Math.cbrt(x);
  return quickExp(p * Math.log(x));
}
