import type { PlannedMeasure, PlannedRun } from '../../estimate/planned-run.js';
import { type TrialValues, trialValues } from '../../estimate/trial-values.js';
import { columnName, cutOffName } from './column-name.js';

/** One number of every trial of a run. */
export interface KeptColumn {
  readonly name: string;
  readonly measure: string;
  /** A flag is 0 or 1. */
  readonly kind: 'value' | 'flag';
}

export interface TrialColumn extends KeptColumn {
  readonly read: TrialValues;
}

/**
 * What single trials say: the value of each measure that is an expectation over trials and, of what may be cut off before its time,
 * whether it was.
 */
export function trialColumns(run: PlannedRun): readonly TrialColumn[] {
  return run.measures.flatMap((measure): TrialColumn[] => {
    const { name } = measure;
    const read = trialValues(run, name);
    if (read === undefined) return [];
    const column = columnName(name);
    const value = { name: column, measure: name, kind: 'value', read } as const;
    return mayBeCutOff(measure)
      ? [value, { ...value, name: cutOffName(column), kind: 'flag', read: cutOff(run) }]
      : [value];
  });
}

function mayBeCutOff({ tally }: PlannedMeasure): boolean {
  if (tally.kind === 'mean') return tally.untilSeen;
  return tally.kind === 'passage-before' || (tally.kind === 'passage' && tally.times[0] === Infinity);
}

/** A trial that ended at a finite time without the event that it was to end with. */
function cutOff({ layout }: PlannedRun): TrialValues {
  return (rows, count, values) => {
    for (let row = 0, at = 0; row < count; row++, at += layout.width) {
      values[row] = rows[at + 1] !== 1 && (rows[at] as number) < Infinity ? 1 : 0;
    }
  };
}
