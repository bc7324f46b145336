import type { PlannedRun } from './planned-run.js';
import { createTally } from './tallies/create-tally.js';

/** Writes the measure's value in each of `count` trials, of which the measure is the expectation, to `values`. */
export type TrialValues = (rows: Float64Array, count: number, values: Float64Array) => void;

/**
 * How to read a measure's value trial by trial, to compare two designs on the same trials or to write it down; undefined for what is
 * no expectation over trials (a ratio, a quantile, nines, a curve) and for an unknown name.
 */
export function trialValues(run: PlannedRun, name: string): TrialValues | undefined {
  const measure = run.measures.find((each) => each.name === name);
  if (measure === undefined || ('curve' in measure.tally && measure.tally.curve)) return undefined;
  const tally = createTally(measure.tally);
  if (tally.observe === undefined) return undefined;
  const { width } = run.layout;
  return (rows, count, values) => tally.observe?.(rows, width, count, values);
}
