import { exponentialDividedDifference, meanSurvival } from './exponential-divided-difference.js';
import { OutOfRangeError, requireNotNegative, requirePositive } from './out-of-range.js';
import type { Probability } from './probability.js';

/** A component that goes robust -a-> latent -b-> failed. */
export interface LatentError {
  /** a: rate at which a robust component acquires a latent error; > 0, per unit of time. */
  readonly errorRate: number;
  /** b: rate at which a latent error becomes a failure; > 0, per unit of time. */
  readonly failureRate: number;
}

/**
 * latent, S(T): survival of a component that goes robust -a-> latent -b-> failed, T after it was robust.
 *
 *     S(T) = (b e^(-a T) - a e^(-b T)) / (b - a),   a = b: (1 + a T) e^(-a T)
 *
 * T >= 0, finite, in the unit of 1/a. Computed without the division by b - a: the value as e^(-aT) [1 + aT phi((b-a)T)] with
 * phi(y) = (1 - e^-y) / y, the complement as a b T^2 exp[0, -aT, -bT]; both keep their relative accuracy for a = b and for
 * tiny T, where 1 - S(T) is about a b T^2 / 2.
 *
 * Source: derived.
 *
 * @example
 * ```ts
 * latentErrorSurvival({ errorRate: 1, failureRate: 1 }, 1) // => { value: 0.7358 }
 * ```
 */
export function latentErrorSurvival({ errorRate, failureRate }: LatentError, time: number): Probability {
  const rates = [requirePositive(errorRate, 'a'), requirePositive(failureRate, 'b')];
  const a = requireNotNegative(Math.min(...rates) * time, 'a T');
  const b = requireNotNegative(Math.max(...rates) * time, 'b T');
  const value = Math.min(1, Math.exp(-a) * (1 + a * meanSurvival(b - a)));
  return { value, complement: a > 2 ? 1 - value : Math.min(1, a * (b * exponentialDividedDifference(a, b))) };
}

/**
 * latent, MTTF with rejuvenation every T: mean time to failure when every T the component is made robust again in no time.
 *
 *     MTTF = int_0^T S(t) dt / (1 - S(T)) = (1 - e^(-aT)) / (a [1 - S(T)]) + 1/b
 *
 * T in (0, Infinity]; Infinity is no rejuvenation, 1/a + 1/b. The second form is exact because the mean time spent latent
 * within T is the mean number of failures over b; it adds positive terms only. As T tends to 0 it tends to 2 / (a b T).
 *
 * Source: derived (renewal at each rejuvenation).
 *
 * @example
 * ```ts
 * const latent = { errorRate: 1 / 7, failureRate: 1 / 3 }; // a day
 * latentErrorMttf(latent, Infinity) // => 10
 * latentErrorMttf(latent, 7) // => 13.32
 * latentErrorMttf(latent, 1) // => 48.76
 * ```
 */
export function latentErrorMttf(latent: LatentError, interval: number): number {
  const a = requirePositive(latent.errorRate, 'a');
  const b = requirePositive(latent.failureRate, 'b');
  if (interval === Infinity) return 1 / a + 1 / b;
  if (!(interval > 0)) throw new OutOfRangeError('T', interval, 'a number > 0');
  return (interval * meanSurvival(a * interval)) / latentErrorSurvival(latent, interval).complement + 1 / b;
}
