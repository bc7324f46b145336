import type { RunReport } from '../experiment/findings/run-report.js';

/** Something to be known of measures, with the measures that it is about. */
export interface Note {
  readonly note: string;
  readonly measures: readonly string[];
}

const unreached = 'the precision asked for takes more trials than can be had; --trials says how many to try';

/** What is to be known of the measures, each said once. */
export function notesOf({ measures, curves, outOfReach = [] }: RunReport): readonly Note[] {
  const about = new Map<string, string[]>();
  for (const [measure, { notes = [] }] of [...Object.entries(measures), ...Object.entries(curves)]) {
    for (const note of notes) about.set(note, [...(about.get(note) ?? []), measure]);
  }
  if (outOfReach.length > 0) about.set(unreached, [...outOfReach]);
  return [...about].map(([note, found]) => ({ note, measures: found }));
}
