import { exponentialDividedDifference, meanSurvival } from './exponential-divided-difference.js';
import { requireNotNegative } from './out-of-range.js';
import type { Probability } from './probability.js';

/** A component with exponential up and down times; rates per unit of time, >= 0, finite. */
export interface TwoState {
  /** lambda: rate of leaving up. */
  readonly failureRate: number;
  /** mu: rate of leaving down; 0 is never repaired, and A(t) is the reliability. */
  readonly repairRate: number;
}

/**
 * two-state, A(t): probability that a component that is up at time 0 is up at time t.
 *
 *     A(t) = mu / (lambda + mu) + lambda / (lambda + mu) e^(-(lambda + mu) t)
 *
 * t >= 0, finite. The complement is lambda t phi((lambda + mu) t), phi(y) = (1 - e^-y) / y: exact for tiny t and rates.
 *
 * Source: derived; any text on Markov availability.
 *
 * @example
 * ```ts
 * twoStateAvailability({ failureRate: 0.01, repairRate: 1 }, 100) // => { value: 0.990099 }
 * ```
 */
export function twoStateAvailability(component: TwoState, time: number): Probability {
  const { lambda, mu } = scaled(component, time);
  const sum = lambda + mu;
  const value = sum === 0 ? 1 : mu / sum + (lambda / sum) * Math.exp(-sum);
  return { value: Math.min(1, value), complement: Math.min(1, lambda * meanSurvival(sum)) };
}

/**
 * two-state, interval availability: expected share of 0 .. t that such a component is up.
 *
 *     (1/t) int_0^t A(u) du = mu / (lambda + mu) + lambda / (lambda + mu) phi((lambda + mu) t)
 *
 * t >= 0, finite; 1 at t = 0. The complement is lambda t exp[0, 0, -(lambda + mu) t], about lambda t / 2 for small t.
 *
 * Source: derived.
 *
 * @example
 * ```ts
 * twoStateIntervalAvailability({ failureRate: 0.01, repairRate: 1 }, 1000) // => { value: 0.990109 }
 * ```
 */
export function twoStateIntervalAvailability(component: TwoState, time: number): Probability {
  const { lambda, mu } = scaled(component, time);
  const sum = lambda + mu;
  const value = sum === 0 ? 1 : mu / sum + (lambda / sum) * meanSurvival(sum);
  return { value: Math.min(1, value), complement: Math.min(1, lambda * exponentialDividedDifference(0, sum)) };
}

/** The rates times t: everything depends on these two numbers alone. */
function scaled(component: TwoState, time: number): { lambda: number; mu: number } {
  const t = requireNotNegative(time, 't');
  return {
    lambda: requireNotNegative(component.failureRate, 'lambda') * t,
    mu: requireNotNegative(component.repairRate, 'mu') * t,
  };
}
