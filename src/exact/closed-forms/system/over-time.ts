import { type Integral, integrate, integrateSurvival } from '../integrate.js';
import type { Probability } from '../probability.js';

/** Largest relative error at which an integral is given as an answer. */
const ERROR_MOST = 1e-9;

/** The time average of a probability over 0 .. `until` hours, its value at 0 for 0; undefined when the integral cannot be trusted. */
export function averageOver(at: (time: number) => Probability, until: number): Probability | undefined {
  if (until === 0) return at(0);
  const value = integrate((time) => at(time).value, 0, until);
  const complement = integrate((time) => at(time).complement, 0, until);
  if (!isTrusted(value) || !isTrusted(complement)) return undefined;
  return { value: Math.min(1, value.value / until), complement: Math.min(1, complement.value / until) };
}

/** The mean of what survives with probability R(t); undefined when it is infinite or cannot be trusted. */
export function meanOf(survival: (time: number) => Probability): number | undefined {
  const mean = integrateSurvival((time) => survival(time).value);
  return mean !== undefined && isTrusted(mean) ? mean.value : undefined;
}

function isTrusted({ value, error }: Integral): boolean {
  return error <= ERROR_MOST * Math.abs(value);
}
