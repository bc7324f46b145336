import type { MeasureSet } from '../estimate/measure-set.js';
import { normalQuantile } from '../estimate/numeric/normal-quantile.js';
import { reached } from '../estimate/stopping.js';

/** When a run may stop, and which of its measures it cannot bring to the target. */
export interface PrecisionOutlook {
  readonly enough: boolean;
  /** Trials that the measures within reach will take, as far as can be told. */
  readonly trialsNeeded: number;
  /** Measures that would take more than the affordable trials. */
  readonly outOfReach: readonly string[];
}

export interface PrecisionGoal {
  /** Relative half-width. */
  readonly precision: number;
  readonly confidence: number;
  /** The measures it is asked of; all when absent. */
  readonly measures?: readonly string[] | undefined;
}

/** Of what was never seen in n trials the probability is below 3 / n with confidence 0.95. */
const ruleOfThree = 3;

/**
 * Whether every measure within reach is known to the goal. A half-width shrinks with the root of the trials, so a measure known
 * to r after n trials takes about n (r / goal)^2; one that was never seen takes at least n (z / goal)^2 / 3. One that takes
 * more than `affordable` does not keep the others waiting: the run then ends when those are known, after `wanted` trials at least.
 */
export function precisionOutlook(
  set: MeasureSet,
  { precision, confidence, measures }: PrecisionGoal,
  { wanted, affordable }: { readonly wanted: number; readonly affordable: number },
): PrecisionOutlook {
  const trials = set.trials(0);
  const z = normalQuantile((1 - confidence) / 2);
  const withinReach: string[] = [];
  const outOfReach: string[] = [];
  let trialsNeeded = trials;
  for (const [name, { relativeHalfWidth }] of Object.entries(set.results(confidence))) {
    if (measures !== undefined && !measures.includes(name)) continue;
    const known = Number.isFinite(relativeHalfWidth);
    const needed = trials * (known ? (relativeHalfWidth / precision) ** 2 : (z / precision) ** 2 / ruleOfThree);
    if (needed > affordable) outOfReach.push(name);
    else {
      withinReach.push(name);
      trialsNeeded = Math.max(trialsNeeded, Math.ceil(needed));
    }
  }
  const enough = reached(set, { precision, confidence, measures: withinReach });
  if (outOfReach.length === 0) return { enough, trialsNeeded, outOfReach };
  return { enough: enough && trials >= wanted, trialsNeeded: Math.max(trialsNeeded, wanted), outOfReach };
}
