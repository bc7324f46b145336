import type { PhaseType } from '../../net/distributions/distribution.js';
import { inParallel, inSequence } from '../../net/distributions/phase-type.js';

export interface PhaseFit {
  readonly phases: PhaseType;
  readonly matches: 'mean and variance' | 'mean';
}

/**
 * Phases with the mean m > 0 and, as far as `phasesMost` go, the squared coefficient of variation c of a law.
 *
 * c < 1: Erlang of k - 1 or of k stages, one rate, 1/k <= c <= 1/(k - 1), the shorter with probability
 * p = (k c - sqrt(k (1 + c) - k^2 c)) / (1 + c) and the rate (k - p) / m (Tijms 1994, section A.4); below 1/phasesMost only the
 * mean is kept, with all the stages. c >= 1: two exponentials of balanced means, p = (1 + sqrt((c - 1) / (c + 1))) / 2 and
 * rates 2 p / m, 2 (1 - p) / m.
 *
 * Not promised: anything about the shape. A third moment, a tail, an atom are lost.
 *
 * @example phaseFit(6, 0.5, 8).phases.exit // [1/3, 1/3]: an Erlang of two stages
 */
export function phaseFit(mean: number, squaredVariation: number, phasesMost: number): PhaseFit {
  const c = squaredVariation;
  if (c >= 1) {
    const p = (1 + Math.sqrt((c - 1) / (c + 1))) / 2;
    const branches = [(2 * p) / mean, (2 * (1 - p)) / mean].map((rate) => inSequence([rate]));
    return {
      phases: c === 1 ? inSequence([1 / mean]) : inParallel([p, 1 - p], branches),
      matches: 'mean and variance',
    };
  }
  if (c < 1 / phasesMost) return { phases: stages(phasesMost, phasesMost / mean), matches: 'mean' };
  // The ceiling of 1/c, but no more for a c that is 1/k up to its last digit.
  const k = Math.max(2, Math.ceil(1 / c - 1e-9));
  const shorter = Math.max(0, (k * c - Math.sqrt(Math.max(0, k * (1 + c) - k * k * c))) / (1 + c));
  const rate = (k - shorter) / mean;
  const phases = stages(k, rate);
  return {
    phases: { ...phases, initial: phases.initial.map((_, i) => (i === 0 ? 1 - shorter : i === 1 ? shorter : 0)) },
    matches: 'mean and variance',
  };
}

function stages(count: number, rate: number): PhaseType {
  return inSequence(new Array<number>(count).fill(rate));
}
