import type { MeasureSet } from './measure-set.js';

export interface PrecisionTarget {
  /** Relative half-width at which to stop, in (0, 1). */
  readonly precision: number;
  /** Of the interval that the half-width is taken from. */
  readonly confidence: number;
  /** Never fewer trials than this; 100 when absent. */
  readonly trialsMin?: number;
  /** Names of the measures that must be precise; all when absent. */
  readonly measures?: readonly string[];
}

const TRIALS_MIN = 100;

/**
 * Whether every measure is known to the target, the sequential rule of Chow and Robbins: stop at the first look at which
 *
 *     half-width <= precision * min(|estimate|, 1 - estimate)    of what lies in [0, 1], a probability or an availability,
 *     half-width <= precision * |estimate|                       of anything else.
 *
 * So an availability of 0.9999 is known to 10 % when its unavailability is 1.0e-4 +- 1e-5; nines are judged by their
 * unavailability too, a curve by its widest point against its largest. Something that was never seen is never known.
 *
 * Looking again and again and stopping at a good moment favours samples whose mean is large beside their spread. With few
 * observations that matter the intervals here are wide on purpose, so that the rule cannot fire by luck early on: a precision of e asks for at
 * least about (z / e)^2 of them, whatever the number of trials. After that many, the spread is known to a fraction of order e, the
 * bias of the estimate is of order e times its half-width, and the loss of coverage is of order e^2 (for the number of
 * events in inverse binomial sampling, where it is exact, the bias is the fraction e^2 / z^2 of the estimate). That is why e
 * should stay below about 0.3; the test suite measures the coverage that remains. Decide after whole chunks merged in order, so
 * that neither threads nor their timing have a say. Source: Y. Chow, H. Robbins (1965), Ann. Math. Stat. 36, 457-462.
 *
 * Not promised: the stated coverage at the very first looks for tails heavier than exponential.
 */
export function reached(set: MeasureSet, target: PrecisionTarget): boolean {
  if (!(target.precision > 0)) throw new RangeError(`precision ${target.precision} is not > 0`);
  const trialsMin = target.trialsMin ?? TRIALS_MIN;
  if (set.runs.some((run, index) => run.measures.length > 0 && set.trials(index) < trialsMin)) return false;
  return leastPrecise(set, target).relativeHalfWidth <= target.precision;
}

/** The measure that keeps a simulation going, and how well it is known. */
export function leastPrecise(
  set: MeasureSet,
  target: Omit<PrecisionTarget, 'precision'>,
): { readonly name: string; readonly relativeHalfWidth: number } {
  let worst = { name: '', relativeHalfWidth: 0 };
  for (const [name, { relativeHalfWidth }] of Object.entries(set.results(target.confidence))) {
    if (target.measures !== undefined && !target.measures.includes(name)) continue;
    if (!(relativeHalfWidth <= worst.relativeHalfWidth)) worst = { name, relativeHalfWidth };
  }
  return worst;
}
