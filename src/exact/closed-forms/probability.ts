import { OutOfRangeError } from './out-of-range.js';

/**
 * A probability together with its complement, each to its own full relative accuracy: R and 1 - R, A and 1 - A.
 *
 * Every closed form is built from the operations below, which never subtract two nearly equal numbers:
 * 1 - a b is written (1 - a) + a (1 - b). An unreliability of 1e-300 is thus as exact as a reliability of 0.9, where
 * `1 - reliability` would have rounded it to 0. Each operation costs a few units in the last place (2^-53).
 */
export interface Probability {
  /** In [0, 1]. */
  readonly value: number;
  /** 1 - value, in [0, 1]. */
  readonly complement: number;
}

/** What a closed form accepts: a plain number in [0, 1], or the pair when the complement is what is known exactly. */
export type ProbabilityLike = number | Probability;

export const certain: Probability = { value: 1, complement: 0 };
export const impossible: Probability = { value: 0, complement: 1 };

/**
 * The pair of a probability. For a plain number p the complement is 1 - p, exact when p >= 1/2.
 *
 * @param parameter names the argument in the error
 * @throws OutOfRangeError when outside [0, 1] or not a number, or when value and complement do not add up to 1 (within 1e-9)
 */
export function asProbability(p: ProbabilityLike, parameter: string): Probability {
  const pair = typeof p === 'number' ? { value: p, complement: 1 - p } : p;
  if (!(pair.value >= 0 && pair.value <= 1))
    throw new OutOfRangeError(parameter, pair.value, 'a probability in [0, 1]');
  if (!(Math.abs(pair.value + pair.complement - 1) <= 1e-9 && pair.complement >= 0)) {
    throw new OutOfRangeError(`1 - ${parameter}`, pair.complement, `the complement of ${pair.value}`);
  }
  return pair;
}

/** The pair whose complement is q in [0, 1]: from an unreliability or an unavailability. */
export function ofComplement(q: number, parameter = 'complement'): Probability {
  return not(asProbability(q, parameter));
}

/**
 * Survival of a cumulative hazard H in [0, Infinity]: R = exp(-H), 1 - R = -expm1(-H).
 *
 * Example: `ofHazard(1e-20).complement` is 1e-20.
 */
export function ofHazard(hazard: number): Probability {
  if (!(hazard >= 0)) throw new OutOfRangeError('hazard', hazard, 'a number >= 0');
  return { value: Math.exp(-hazard), complement: -Math.expm1(-hazard) };
}

/** The opposite event. */
export function not(p: Probability): Probability {
  return { value: p.complement, complement: p.value };
}

/** Both of two independent events: a b, and 1 - a b = (1 - a) + a (1 - b). */
export function both(a: Probability, b: Probability): Probability {
  return { value: a.value * b.value, complement: a.complement + a.value * b.complement };
}

/** All of independent events; certain for none. */
export function all(events: readonly Probability[]): Probability {
  return events.reduce(both, certain);
}

/** At least one of independent events; impossible for none. */
export function any(events: readonly Probability[]): Probability {
  return not(all(events.map(not)));
}

/** log p with full relative accuracy near p = 1; -Infinity at 0. */
export function logOf(p: Probability): number {
  return p.value < 0.5 ? Math.log(p.value) : Math.log1p(-p.complement);
}

/** p^x for a real exponent x > 0: all of x independent events of probability p. */
export function power(p: Probability, x: number): Probability {
  const log = logOf(p) * x;
  return { value: p.value < 0.5 ? p.value ** x : Math.exp(log), complement: -Math.expm1(log) };
}

/**
 * a / b for 0 <= a <= b, b > 0: the conditional probability of a given b. 1 - a/b is (b - a)/b, with the difference
 * taken of the complements where the values are close to 1.
 */
export function given(a: Probability, b: Probability): Probability {
  return { value: a.value / b.value, complement: difference(b, a) / b.value };
}

/** a - b, from whichever of values and complements are the smaller numbers. */
export function difference(a: Probability, b: Probability): number {
  return a.value + b.value > 1 ? b.complement - a.complement : a.value - b.value;
}
